import { useFrame } from "../../shell/frame.tsx";
import { sharedFilters } from "../policy-parts/list-filters.ts";
import { PolicyList } from "../policy-parts/policy-list.tsx";
import { NewPolicyPage, PolicyPage } from "../policy-parts/policy-page.tsx";
import { columns } from "./approval-policies-config.tsx";
import { approvalHelp } from "./help.tsx";

const kind = "approval-policies";
const crumb = { text: "Approval policies", href: "/admin/approval-policies" };
const help = approvalHelp;
const listFrame = { title: "Approval policies", crumbs: [crumb], help };
const oneFrame = { title: "Approval policy", crumbs: [crumb, { text: "Policy", href: "" }], help };
const newFrame = { title: "New approval policy", crumbs: [crumb, { text: "New", href: "" }], help };

export const ApprovalPoliciesPage = () => {
  useFrame(listFrame);
  return (
    <PolicyList
      kind={kind}
      columns={columns}
      filters={sharedFilters}
      description="Who decides about requests for which roles in which accounts."
    />
  );
};

export const ApprovalPolicyPage = () => {
  useFrame(oneFrame);
  return <PolicyPage kind={kind} />;
};

export const NewApprovalPolicyPage = () => {
  useFrame(newFrame);
  return <NewPolicyPage kind={kind} />;
};
