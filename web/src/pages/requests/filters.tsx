import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { RequestsQuery } from "./requests-query.ts";

const states = ["pending", "approved", "rejected", "cancelled", "expired"].map((state) => ({
  value: state,
  label: state,
}));
const isWholeId = (text: string) => text === "" || /^\d{12}$/.test(text);

/** Which requests the server is asked for. */
export const Filters = (facts: { query: RequestsQuery; change: (part: Partial<RequestsQuery>) => void }) => {
  const { query, change } = facts;
  const [account, setAccount] = useState(query.account ?? "");
  const chosen = (query.state ?? "").split(",");
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {query.view === "to-decide" ? null : (
        <Multiselect
          ariaLabel="State"
          placeholder="Any state"
          tokenLimit={0}
          hideTokens
          options={states}
          selectedOptions={states.filter(({ value }) => chosen.includes(value))}
          onChange={({ detail }) =>
            change({ state: detail.selectedOptions.map(({ value }) => value).join(",") || undefined })
          }
        />
      )}
      <Input
        type="search"
        inputMode="numeric"
        ariaLabel="Account id"
        placeholder="Account id"
        value={account}
        invalid={!isWholeId(account)}
        onChange={({ detail }) => {
          setAccount(detail.value);
          if (isWholeId(detail.value)) change({ account: detail.value || undefined });
        }}
      />
    </SpaceBetween>
  );
};
