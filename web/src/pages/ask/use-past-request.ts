import { useEffect, useRef } from "react";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/queries.ts";
import type { EligibleAccount, Page } from "../../api/shapes.ts";
import type { Draft } from "./draft.ts";

/** The accounts as they can be asked for now; what can no longer be asked for is left out. */
const findAccounts = async (ids: readonly string[]): Promise<EligibleAccount[]> => {
  const pages = await Promise.all(
    ids.map((search) => call<Page<EligibleAccount>>("GET", "/eligibility", { query: { search } })),
  );
  return pages.flatMap(({ items }) => items).filter(({ id }) => ids.includes(id));
};

/** Fills the form with what was asked before, once. */
export const usePastRequest = (id: string | undefined, change: (part: Partial<Draft>) => void): void => {
  const past = useRequest(id).data;
  const filled = useRef(false);
  useEffect(() => {
    if (!past || filled.current) return;
    filled.current = true;
    findAccounts(past.accountIds).then(
      (accounts) =>
        change({
          accounts,
          roleArn: past.permissionSetArn,
          durationMinutes: past.durationMinutes,
          begins: "now",
          ticket: past.ticket ?? "",
          justification: past.justification ?? "",
        }),
      () => undefined,
    );
  }, [past, change]);
};
