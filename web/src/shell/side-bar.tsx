import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import { useLocation } from "@tanstack/react-router";
import type { Me } from "../api/shapes.ts";

const link = (text: string, href: string) => ({ type: "link", text, href }) as const;

const audit = {
  type: "section",
  text: "Audit",
  items: [
    link("Audit log", "/audit/events"),
    link("All requests", "/audit/requests"),
    link("All access", "/audit/grants"),
  ],
} as const;

const administration = {
  type: "section",
  text: "Administration",
  items: [
    link("Eligibility policies", "/admin/eligibility-policies"),
    link("Approval policies", "/admin/approval-policies"),
    link("Settings", "/admin/settings"),
    link("Directory", "/admin/directory"),
    link("Notification log", "/admin/notices"),
    link("API clients", "/admin/api-clients"),
    link("Emergency stop", "/admin/emergency-stop"),
    link("System health", "/admin/system"),
    link("Drift", "/admin/drift"),
  ],
} as const;

/** Only what this person may do. */
const itemsFor = ({ abilities, personas }: Me): SideNavigationProps.Item[] => [
  link("Home", "/"),
  ...(abilities.request ? [link("Ask for access", "/ask")] : []),
  {
    type: "section",
    text: "Requests",
    items: [
      link("Mine", "/requests?view=mine"),
      ...(abilities.decide
        ? [
            link("To decide", "/requests?view=to-decide"),
            link("Decided by me", "/requests?view=decided"),
            link("In my scope", "/requests?view=in-my-scope"),
          ]
        : []),
      ...(personas.auditor || personas.admin ? [link("All", "/requests?view=all")] : []),
    ],
  },
  {
    type: "section",
    text: "Access",
    items: [
      link("Active", "/access?view=active"),
      link("Ended", "/access?view=ended"),
      link("Timeline", "/access?view=timeline"),
    ],
  },
  ...(personas.auditor ? [audit] : []),
  ...(personas.auditor || personas.admin ? [administration] : []),
];

export const SideBar = ({ me }: { me: Me }) => {
  const { pathname, search } = useLocation();
  const { view } = search as { view?: string };
  const usualView: Record<string, string> = { "/requests": "mine", "/access": "active" };
  const usual = usualView[pathname];
  const activeHref = usual ? `${pathname}?view=${view ?? usual}` : pathname.split("/", 3).join("/");
  return <SideNavigation header={{ text: "Stint", href: "/" }} activeHref={activeHref} items={itemsFor(me)} />;
};
