export const homeHelp = (
  <>
    <p>What needs you now: requests that wait for your decision, the access you hold, and what you asked for.</p>
    <p>
      The stars are your favourites: one click fills the form. Mark them where you ask for access, once account and role
      are chosen.
    </p>
    <p>
      A state is what AWS confirmed. Access that is <strong>ending</strong> may still work until AWS says that it is
      gone.
    </p>
    <p>Everything here changes by itself as it happens.</p>
  </>
);
