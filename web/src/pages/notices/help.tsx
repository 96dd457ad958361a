export const noticesHelp = (
  <>
    <p>Who was told what, by which way, and whether it arrived. The newest first.</p>
    <p>
      A message that could not be handed over is tried again for a day, ever more slowly, and then given up. Access
      never waits for a message.
    </p>
    <p>“Nobody to send it to” means that the person has no address, or left before the message did.</p>
  </>
);
