import { decisionCommand } from "./decision-command.ts";

export const approve = decisionCommand({
  name: "approve",
  summary: "Give your approval to requests of others. With the last one needed, access begins at its start.",
  example: 'stint approve 01994f5e-… -m "Go ahead"',
  outcome: ({ state, approvalsGiven, approvalsNeeded }) =>
    state === "approved" ? "approved." : `your approval is given; ${approvalsGiven} of ${approvalsNeeded}.`,
});
