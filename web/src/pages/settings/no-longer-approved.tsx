import { type EligibilityPolicy, usePolicies } from "../../api/policies.ts";

/** Whose requests are looked at today, and would not be any more. */
export const NoLongerApproved = () => {
  const { data, error } = usePolicies<EligibilityPolicy>("eligibility-policies", {
    approvalRequired: "true",
    limit: "20",
  });
  if (error) return <p>Which policies that concerns could not be read: {error.message}</p>;
  if (!data) return <p>Finding out whom it concerns…</p>;
  if (data.items.length === 0) return <p>No policy requires approval today.</p>;
  return (
    <>
      <p>Whoever may ask by these policies would no longer need approval:</p>
      <ul>
        {data.items.map(({ id, name, references, principals }) => (
          <li key={id}>
            {name} (
            {principals
              .map((principal) => references.find((one) => one.id === principal.id)?.name ?? principal.id)
              .join(", ")}
            )
          </li>
        ))}
        {data.nextCursor ? <li>and more</li> : null}
      </ul>
    </>
  );
};
