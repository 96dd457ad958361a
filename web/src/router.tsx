import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { ProblemAlert } from "./parts/problem-alert.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";

/** What follows the `?` is text: nothing in it is read as JSON. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

const stringifySearch = (search: Record<string, unknown>) => {
  const given = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(given).toString();
  return text ? `?${text}` : "";
};

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const page = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });

const Broken = ({ error, reset }: ErrorComponentProps) => (
  <ProblemAlert problem={error instanceof Error ? error : new Error("This page broke.")} retry={reset} />
);

/** One route a page; each page's code is loaded when it is first shown. */
export const router = createRouter({
  routeTree: root.addChildren([
    page(
      "/",
      lazyRouteComponent(() => import("./pages/home/index.tsx"), "HomePage"),
    ),
    page(
      "/ask",
      lazyRouteComponent(() => import("./pages/ask/index.tsx"), "AskPage"),
    ),
    page(
      "/requests",
      lazyRouteComponent(() => import("./pages/requests/index.tsx"), "RequestsPage"),
    ),
    page(
      "/requests/$id",
      lazyRouteComponent(() => import("./pages/request/index.tsx"), "RequestPage"),
    ),
    page(
      "/access",
      lazyRouteComponent(() => import("./pages/access/index.tsx"), "AccessPage"),
    ),
    page(
      "/access/$id",
      lazyRouteComponent(() => import("./pages/grant/index.tsx"), "GrantPage"),
    ),
    page(
      "/admin/settings",
      lazyRouteComponent(() => import("./pages/settings/index.tsx"), "SettingsPage"),
    ),
    page(
      "/admin/directory",
      lazyRouteComponent(() => import("./pages/directory/index.tsx"), "DirectoryPage"),
    ),
    page(
      "/admin/notices",
      lazyRouteComponent(() => import("./pages/notices/index.tsx"), "NoticesPage"),
    ),
    page(
      "/admin/api-clients",
      lazyRouteComponent(() => import("./pages/api-clients/index.tsx"), "ApiClientsPage"),
    ),
    page(
      "/admin/emergency-stop",
      lazyRouteComponent(() => import("./pages/emergency-stop/index.tsx"), "EmergencyStopPage"),
    ),
    page(
      "/audit/requests",
      lazyRouteComponent(() => import("./pages/audit/requests/index.tsx"), "AuditRequestsPage"),
    ),
    page(
      "/audit/grants",
      lazyRouteComponent(() => import("./pages/audit/grants/index.tsx"), "AuditGrantsPage"),
    ),
    page(
      "/audit/events",
      lazyRouteComponent(() => import("./pages/audit/events/index.tsx"), "AuditEventsPage"),
    ),
    page(
      "/audit/events/$seq",
      lazyRouteComponent(() => import("./pages/audit/event/index.tsx"), "AuditEventPage"),
    ),
    page(
      "/admin/system",
      lazyRouteComponent(() => import("./pages/system/index.tsx"), "SystemPage"),
    ),
    page(
      "/admin/drift",
      lazyRouteComponent(() => import("./pages/drift/index.tsx"), "DriftPage"),
    ),
    page(
      "/admin/eligibility-policies",
      lazyRouteComponent(() => import("./pages/eligibility-policies/index.tsx"), "EligibilityPoliciesPage"),
    ),
    page(
      "/admin/eligibility-policies/new",
      lazyRouteComponent(() => import("./pages/eligibility-policies/index.tsx"), "NewEligibilityPolicyPage"),
    ),
    page(
      "/admin/eligibility-policies/$id",
      lazyRouteComponent(() => import("./pages/eligibility-policies/index.tsx"), "EligibilityPolicyPage"),
    ),
    page(
      "/admin/approval-policies",
      lazyRouteComponent(() => import("./pages/approval-policies/index.tsx"), "ApprovalPoliciesPage"),
    ),
    page(
      "/admin/approval-policies/new",
      lazyRouteComponent(() => import("./pages/approval-policies/index.tsx"), "NewApprovalPolicyPage"),
    ),
    page(
      "/admin/approval-policies/$id",
      lazyRouteComponent(() => import("./pages/approval-policies/index.tsx"), "ApprovalPolicyPage"),
    ),
  ]),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});
