import { page, type WebRoute } from "./web.ts";

/** What a person sees who opens the simulator's address in a browser. */
export const homeRoute: WebRoute = {
  method: "GET",
  path: "/",
  answer: () =>
    page(
      200,
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Simulated AWS</title>
<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Simulated AWS</h1>
<p>The AWS SDKs and the AWS CLI talk to this address: give it as the endpoint URL.</p>
<ul><li><a href="/portal">Access portal</a></li><li><a href="/mailbox">Mailbox</a></li>
<li><a href="/_simulator/state">State</a>, <a href="/_simulator/access-log">access log</a>, <a href="/_simulator/calls">calls</a>,
<a href="/_simulator/faults">faults</a>, <a href="/_simulator/clock">clock</a></li></ul></html>`,
    ),
};
