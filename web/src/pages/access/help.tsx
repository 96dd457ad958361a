export const accessHelp = (
  <>
    <p>
      Access that was granted through Stint and that you may see: what is held or about to be, what is over, and the
      timeline of who had what, when.
    </p>
    <p>
      A state is what AWS confirmed. Access that is <strong>ending</strong> may still work until AWS says that it is
      gone. Credentials that were issued shortly before the end work until the time that is shown.
    </p>
    <p>
      <strong>Timeline:</strong> one line for each person, account and role. Choose the period and narrow it down to one
      person, account or role. Move between the bars with the arrow keys and open one with Enter.
    </p>
    <p>The address holds what you see: copy it to share it.</p>
  </>
);
