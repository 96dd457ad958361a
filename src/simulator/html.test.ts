import assert from "node:assert/strict";
import { it } from "node:test";
import { html, raw } from "./html.ts";

it("escapes whatever is put in", () => {
  assert.equal(html`<a title="${`"'`}">${"<b>&"}</a>`.text, '<a title="&quot;&#39;">&lt;b&gt;&amp;</a>');
});

it("puts markup and lists of markup in as they are, and leaves out what is absent", () => {
  const items = ["a", "<"].map((text) => html`<li>${text}</li>`);
  assert.equal(
    html`<ul>${items}</ul>${undefined}${false}${0}${raw("<hr>")}`.text,
    "<ul><li>a</li><li>&lt;</li></ul>0<hr>",
  );
});
