export const requestsHelp = (
  <>
    <p>Requests that you may see, newest first. Filters are answered by the server, over all of them.</p>
    <p>The address holds what you see: copy it to share it.</p>
  </>
);
