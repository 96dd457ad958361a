export const apiClientsHelp = (
  <>
    <p>
      A machine that uses Stint’s API: a pipeline, a script, a chat bot. It acts as the admin who made it, cut to the
      scopes chosen here, and whatever it does names both.
    </p>
    <p>
      It gets a token with its id and secret at <code>POST /oauth/token</code> (client credentials). The secret is shown
      once; if it is lost, make a new client and revoke the old one.
    </p>
    <p>
      The API is described at <a href="/api/openapi.json">/api/openapi.json</a>.
    </p>
  </>
);
