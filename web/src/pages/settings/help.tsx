export const settingsHelp = (
  <>
    <p>What holds for everybody. Each change stands in the audit log, with what was before and who changed it.</p>
    <p>
      Changes that take away a safeguard are explained before they are saved. Whatever is set here, nobody decides their
      own request, and ending access always works.
    </p>
    <h3>Ticket pattern</h3>
    <p>
      A regular expression that the whole ticket must match, such as <code>[A-Z]+-\d+</code> for OPS-123. Patterns that
      could take for ever to match are refused.
    </p>
  </>
);
