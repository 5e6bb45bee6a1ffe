/** How our TypeScript is written, and the walls between its packages. */
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { walls } from "./checks/walls.js";
import { noWordsInJsx } from "./checks/words.js";

const NO_DEFAULT = { selector: "ExportDefaultDeclaration", message: "Exports have names." };

export default tseslint.config(
  { ignores: ["node_modules/**", "**/openapi.d.ts", "**/dev/**", "dist/**"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: {
      "react-hooks": reactHooks,
      outsidein: { rules: { walls, "no-words-in-jsx": noWordsInJsx } },
    },
    rules: {
      "outsidein/walls": "error",
      "outsidein/no-words-in-jsx": "error",
      "no-restricted-syntax": ["error", NO_DEFAULT],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/unified-signatures": "off",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-eval": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", 400],
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
    },
  },
  { files: ["**/*.test.{ts,tsx}", "**/tests/**", "kit/gallery/**"], rules: { "outsidein/no-words-in-jsx": "off", "@typescript-eslint/no-non-null-assertion": "off" } },
  { files: ["*.config.{ts,js}", "checks/**"], rules: { "no-restricted-syntax": "off", "no-console": "off" } },
);
