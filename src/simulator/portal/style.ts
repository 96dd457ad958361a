/** The one style sheet of the portal and the mailbox. Colours follow the reader's light or dark preference. */
export const styleSheet = `
:root { color-scheme: light dark; --line: light-dark(#c6c6cd, #424650); --soft: light-dark(#f6f6f9, #1b232d); --link: light-dark(#006ce0, #75cfff); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#0f141a, #dedee3); background: light-dark(#fff, #161d26); }
a { color: var(--link); }
header { display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; padding: .75rem 1.5rem; background: #161d26; color: #fff; }
header a { color: #fff; }
header strong { margin-inline-end: auto; }
header form { margin: 0; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
ul.plain { list-style: none; padding: 0; margin: 0; }
ul.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
.card, ul.tiles > li { border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; background: var(--soft); margin-block-end: 1rem; }
.card > :first-child { margin-block-start: 0; }
.quiet { color: light-dark(#545b64, #a4a9b3); font-size: .9rem; }
.row { display: flex; gap: .5rem 1rem; flex-wrap: wrap; align-items: center; }
.row > :first-child { margin-inline-end: auto; }
button, input { font: inherit; padding: .35rem .8rem; border-radius: .5rem; border: 1px solid var(--line); }
button { background: var(--link); color: light-dark(#fff, #0f141a); border-color: transparent; cursor: pointer; }
button.link { background: none; color: inherit; text-decoration: underline; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
[role=alert] { border-inline-start: .3rem solid #d13212; padding: .5rem 1rem; background: var(--soft); }
iframe { width: 100%; height: 20rem; border: 1px solid var(--line); background: #fff; }
`;
