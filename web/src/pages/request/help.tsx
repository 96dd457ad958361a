export const requestHelp = (
  <>
    <p>What was asked, who decided, what came of it, and when everything happened.</p>
    <p>
      The buttons are what you may do at this moment. Nobody decides their own request; access can be ended by its
      holder, by whoever could approve it now, and by admins.
    </p>
    <p>
      To have access for longer, extend it: the form opens filled in, for a second window that begins where this one
      ends.
    </p>
    <p>A state of access is what AWS confirmed, never what was hoped.</p>
  </>
);
