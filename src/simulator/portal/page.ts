import { type Html, html, type Markup } from "../html.ts";

export type PageFields = { title: string; signedInAs?: string; content: Html };

/** A whole page of the simulated AWS; says plainly that it is simulated. */
export const portalPage = ({ title, signedInAs, content }: PageFields): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Simulated AWS</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/portal/style.css">
<script src="/portal/portal.js" defer></script>
</head>
<body>
<header>
<strong><a href="/portal">AWS access portal</a> <span>(simulated)</span></strong>
<nav aria-label="Simulator"><a href="/mailbox">Mailbox</a></nav>
${signedInAs !== undefined && signOut(signedInAs)}
</header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;

const signOut = (userName: string): Markup =>
  html`<form method="post" action="/portal/sign-out"><span>${userName}</span> <button class="link">Sign out</button></form>`;
