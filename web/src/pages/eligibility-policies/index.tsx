import { useFrame } from "../../shell/frame.tsx";
import { PolicyList } from "../policy-parts/policy-list.tsx";
import { NewPolicyPage, PolicyPage } from "../policy-parts/policy-page.tsx";
import { columns, filters } from "./eligibility-policies-config.tsx";
import { eligibilityHelp } from "./help.tsx";

const kind = "eligibility-policies";
const crumb = { text: "Eligibility policies", href: "/admin/eligibility-policies" };
const help = eligibilityHelp;
const listFrame = { title: "Eligibility policies", crumbs: [crumb], help };
const oneFrame = { title: "Eligibility policy", crumbs: [crumb, { text: "Policy", href: "" }], help };
const newFrame = { title: "New eligibility policy", crumbs: [crumb, { text: "New", href: "" }], help };

export const EligibilityPoliciesPage = () => {
  useFrame(listFrame);
  return (
    <PolicyList
      kind={kind}
      columns={columns}
      filters={filters}
      description="Who may ask for which roles in which accounts."
    />
  );
};

export const EligibilityPolicyPage = () => {
  useFrame(oneFrame);
  return <PolicyPage kind={kind} />;
};

export const NewEligibilityPolicyPage = () => {
  useFrame(newFrame);
  return <NewPolicyPage kind={kind} />;
};
