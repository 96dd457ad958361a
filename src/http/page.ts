import { html } from "hono/html";

type Markup = ReturnType<typeof html>;

/** A plain page: no script, no inline style, everything that is put into it escaped. */
export const page = (content: {
  title: string;
  /** Undefined: nobody is signed in. Null: nobody looked. */
  signedInAs: string | undefined | null;
  body: Markup;
}): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} · Stint</title>
<link rel="stylesheet" href="/assets/stint.css">
</head>
<body>
<header><p><a href="/">Stint</a></p>${
  content.signedInAs
    ? html`<form method="post" action="/auth/logout"><p>Signed in as ${content.signedInAs} <button>Sign out</button></p></form>`
    : content.signedInAs === undefined
      ? html`<p><a href="/auth/login">Sign in</a></p>`
      : ""
}</header>
<main>
<h1>${content.title}</h1>
${content.body}
</main>
</body>
</html>`;
