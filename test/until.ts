import assert from "node:assert/strict";

/** Lets everything else go on until the condition holds; gives up after ten seconds of real time, whatever the test's clock says. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (const giveUpAt = Date.now() + 10_000; Date.now() < giveUpAt; ) {
    if (await holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.fail("it never came to pass");
};
