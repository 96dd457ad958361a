export const requestsHelp = (
  <>
    <p>
      Requests that you may see. Filters, order and pages are answered by the server, over all of them; the address
      holds what you see: copy it to share it.
    </p>
    <p>
      <strong>To decide</strong> is what waits for your word. Choose several to approve or reject them with one comment;
      you are told how each went. What somebody else decides meanwhile leaves the list, and you are told who did.
    </p>
    <p>
      <strong>In my scope</strong> is everything that you may approve or could have, past and present. A ticket is found
      by its whole id.
    </p>
    <p>
      CSV holds all that match, not only this page. A cell that a spreadsheet would take for a formula begins with ’.
    </p>
  </>
);
