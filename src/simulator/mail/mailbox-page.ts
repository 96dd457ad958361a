import { type Html, html, type Markup } from "../html.ts";
import { type PageFields, portalPage } from "../portal/page.ts";
import type { WebReply, WebRequest } from "../web.ts";
import type { World } from "../world.ts";
import { listMails, type Mail } from "./mailbox.ts";

const shownAtOnce = 25;

// The frames inherit this policy. Mails style themselves inline; they may not run scripts, load anything or send forms.
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** `GET /mailbox`: what was sent, newest first; `to` shows one recipient's mail, `skip` goes further back. */
export const answerMailboxPage = (world: World, { url }: WebRequest): WebReply => {
  const to = url.searchParams.get("to")?.trim() ?? "";
  const skip = Math.max(0, Math.trunc(Number(url.searchParams.get("skip"))) || 0);
  const mails = listMails(world, to);
  const content = html`
<form method="get" action="/mailbox" role="search" class="card">
  <label for="to">Sent to</label> <input id="to" name="to" value="${to}" placeholder="everyone" autocomplete="off"> <button>Show</button>
</form>
<p class="quiet">${countOf(mails.length)}${to !== "" && html` to ${to}`}</p>
${mails.slice(skip, skip + shownAtOnce).map(mailItem)}
${mails.length > skip + shownAtOnce && html`<p><a href="/mailbox?${query(to, skip + shownAtOnce)}">Older mails</a></p>`}`;
  return mailPage({ title: "Mailbox", content });
};

const mailPage = (fields: PageFields): WebReply => ({
  status: 200,
  headers: {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  },
  body: portalPage(fields).text,
});

const countOf = (count: number): string => (count === 1 ? "1 mail" : `${count} mails`);
const query = (to: string, skip: number): string => new URLSearchParams({ to, skip: String(skip) }).toString();

const mailItem = (mail: Mail): Markup => html`<article class="card">
<h2>${mail.subject}</h2>
<p class="quiet">From ${mail.from} · to ${mail.to.map(recipient)}${mail.cc.length > 0 && html` · copy to ${mail.cc.map(recipient)}`}
${mail.bcc.length > 0 && html` · blind copy to ${mail.bcc.map(recipient)}`} · <time datetime="${mail.sentAt}">${mail.sentAt}</time></p>
${mail.text !== undefined && html`<pre>${withLinks(mail.text)}</pre>`}
${mail.html !== undefined && html`<details${mail.text === undefined && html` open`}><summary>As HTML</summary>${frame(mail)}</details>`}
</article>`;

const recipient = (address: string): Markup => html` <a href="/mailbox?${query(address, 0)}">${address}</a>`;

// Without allow-scripts and allow-same-origin a mail can do nothing but be read; its links open in a tab of their own.
const frame = (mail: Mail): Markup => html`<iframe loading="lazy" title="${mail.subject}"
 sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank">${mail.html}`}"></iframe>`;

/** The text with its http addresses as links; everything else escaped. */
const withLinks = (text: string): Html =>
  text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])/)
    .map((piece, index) => (index % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : html`${piece}`));
