/** Serves the development page of the canvas: `npx vite -c canvas/dev/vite.config.ts`. Not part of the product. */
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  plugins: [react()],
  cacheDir: process.env["CANVAS_DEV_CACHE"],
  server: { host: "127.0.0.1", port: Number(process.env["PORT"] ?? 5191), strictPort: true, fs: { allow: [at("../.."), at("../../../src/outsidein/render/fonts")] } },
  build: { outDir: process.env["CANVAS_DEV_OUT"] ?? at("dist"), emptyOutDir: true, target: "es2022", rolldownOptions: { input: { index: at("index.html"), bench: at("bench.html") } } },
});
