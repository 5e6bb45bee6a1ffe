/**
 * No word of the user interface stands in code: an eslint rule. What lives here: finding letters that people would
 * read in JSX. Not here: whether a message exists in both languages (catalogues.test.ts).
 */
const LETTERS = /\p{L}{2,}/u;

/** Attributes that people read or hear. */
const READ = /^(label|title|alt|placeholder|says|lead|hint|error|word|fix|aria-(label|description|roledescription|valuetext|placeholder))$/;

export const noWordsInJsx = {
  meta: { type: "problem", schema: [], messages: { words: "Words come from a message catalogue: t(\"area.key\")." } },
  create(context) {
    const text = (node) =>
      node.type === "Literal" && typeof node.value === "string"
        ? node.value
        : node.type === "TemplateLiteral"
          ? node.quasis.map((quasi) => quasi.value.cooked).join(" ")
          : "";
    const check = (node) => {
      if (!node) return;
      if (LETTERS.test(text(node))) context.report({ node, messageId: "words" });
      else if (node.type === "ConditionalExpression") [node.consequent, node.alternate].forEach(check);
      else if (node.type === "LogicalExpression") check(node.right);
    };
    return {
      JSXText(node) {
        if (LETTERS.test(node.value)) context.report({ node, messageId: "words" });
      },
      JSXExpressionContainer(node) {
        if (node.parent.type !== "JSXAttribute") check(node.expression);
      },
      JSXAttribute(node) {
        if (!READ.test(String(node.name.name))) return;
        check(node.value?.type === "JSXExpressionContainer" ? node.value.expression : node.value);
      },
    };
  },
};
