/**
 * How the front end is built and served while one works on it. What lives here: entry, output, proxy, and what is left
 * out of the bundle. Not here: checks of what came out (checks/).
 */
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const server = process.env["OUTSIDEIN_SERVER"] ?? "http://127.0.0.1:8765";

/** React Aria ships its few words in some thirty languages; we are written in two, so the others stay out. */
const OTHER_LANGUAGES = /react-(?:aria|stately).*[\\/]intl[\\/](?:.*[\\/])?(?!en-US|de-DE)[a-z]{2,3}-[A-Z]{2}\.mjs$/;

function ourLanguagesOnly(): Plugin {
  return {
    name: "outsidein:our-languages-only",
    enforce: "pre",
    apply: "build",
    load: (id) => (OTHER_LANGUAGES.test(id) ? "export default {};" : undefined),
  };
}

/** Yjs prints itself in colours for who debugs it, and drags a library for that along. Plain words do. */
function plainYjsLogging(): Plugin {
  const id = "\0plain-yjs-logging";
  return {
    name: "outsidein:plain-yjs-logging",
    enforce: "pre",
    apply: "build",
    resolveId: (source) => (source === "lib0/logging" ? id : undefined),
    load: (wanted) =>
      wanted === id
        ? "export const print = console.log, warn = console.warn, BOLD = '', UNBOLD = '', ORANGE = '', RED = '';"
        : undefined,
  };
}

/** The server writes a nonce into the template; Vite's own server has no policy to satisfy and leaves it empty. */
function noNonceInDev(): Plugin {
  return {
    name: "outsidein:no-nonce-in-dev",
    apply: "serve",
    transformIndexHtml: (html) => html.replace("{{ nonce }}", ""),
  };
}

// Host is left as the browser sent it, so that the server sees Host equal to Origin.
const proxied = { target: server, changeOrigin: false, ws: true };

export default defineConfig({
  root: at("./app"),
  base: "/",
  publicDir: false,
  plugins: [react(), ourLanguagesOnly(), plainYjsLogging(), noNonceInDev()],
  server: {
    host: "127.0.0.1",
    port: 5173,
    fs: { allow: [at("."), at("../src/outsidein/render/fonts")] },
    proxy: { "/api": proxied, "/_allauth": proxied, "/live": proxied, "/s/": proxied, "/embed/": proxied },
  },
  build: {
    outDir: at("../src/outsidein/server/web"),
    emptyOutDir: true,
    assetsDir: "assets",
    manifest: "manifest.json",
    target: "es2022",
    // Written once for both themes: light-dark() and nesting stay as they are.
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    // Fonts and pictures stay files of their own: the content security policy allows no data: but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: at("./app/index.html"),
      output: {
        // A few files that are kept by browsers, instead of a hundred crumbs: what every page needs, and React Aria with
        // what is built upon it, loaded when something opens.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "react", priority: 3, test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store)[\\/](?!.*with-selector)|preload-helper/ },
            { name: "aria", priority: 1, test: /node_modules[\\/](react-aria|react-stately|react-aria-components|@internationalized)|kit[\\/]src[\\/].*((Part|Panel|MenuList|ChoiceItem|FieldFrame|Aria)\.tsx|(menu|parts|radio|overlay|palette)\.css)$/ },
            {
              name: "living-map",
              priority: 1,
              test: /(canvas|editor|store)[\\/](src|messages)[\\/](?!.*\.de\.json|commands\.|wording|network|towers|role[\\/]|plan|spatial|arrow[\\/]|messages[\\/](arrows|roles)|list|present|clipboard[\\/](paste\.|readSheet)|LaterStructure|toolbar[\\/]FilterPanel|ask[\\/](MapMenu|laneEntries|Advi|AddList|commandWords|AddLane|AskArrow|AskMoment|Pick|KeyHelp|Explained)|curve[\\/](Curve(Table|Numbers)|StoryArc|MiniCurve|arc\.))|node_modules[\\/](yjs|lib0|y-protocols|y-indexeddb|fractional-indexing)/,
            },
            { name: "data", priority: 2, test: /app[\\/]src[\\/]data[\\/](questions|comments)/ },
            { name: "asking", priority: 2, test: /app[\\/]src[\\/](data[\\/](evidence|sending|actions)|pages[\\/]home[\\/]shape)/ },
            { name: "kit", priority: 2, test: /kit[\\/](src|messages)[\\/](?!.*(palette|table|page[\\/](?!later)|Tabs|Card|ProgressBar|IntervalBar|RadioGroup|FigureAccount|Drawing|Part\.|Panel\.|MenuList|ChoiceItem|FieldFrame|Aria\.|menu\.css|parts\.css|radio\.css|overlay\.css|\.de\.json))/ },
          ],
        },
      },
    },
  },
  test: {
    root: at("."),
    include: ["{schema,store,editor,kit,canvas,app,checks}/**/*.test.{ts,tsx}"],
    environment: "node",
    maxWorkers: 2,
  },
});
