/** The first thing that the keyboard reaches: past the bars, to the page. `follow-links.ts` takes it there. */
export const SkipLink = () => (
  <a className="skip-link" href="#page">
    Skip to the page
  </a>
);
