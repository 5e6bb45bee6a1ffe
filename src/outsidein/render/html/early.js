try{const t=localStorage.getItem("outsidein-theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}
