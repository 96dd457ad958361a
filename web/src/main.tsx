import "@cloudscape-design/global-styles/index.css";
import "./shell/console.css";
import { I18nProvider } from "@cloudscape-design/components/i18n";
import messages from "@cloudscape-design/components/i18n/messages/all.en";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { ApiProblem } from "./api/api-problem.ts";
import { router } from "./router.tsx";
import { followLinks } from "./shell/follow-links.ts";
import { loadAnewAfterUpdate } from "./shell/load-anew.ts";
import { applyRememberedLooks } from "./shell/looks.ts";

const isRefused = (problem: Error) => problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500;

const client = new QueryClient({
  defaultOptions: {
    // A call that cannot be made fails and says so. Left to wait for the network, it would be made when nobody expects it any more.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      // The live line says when something changed.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, problem) => count < 2 && !isRefused(problem),
    },
  },
});

applyRememberedLooks();
followLinks(router);
loadAnewAfterUpdate();
const place = document.getElementById("console");
if (!place) throw new Error("The page has no place for the console.");
createRoot(place).render(
  <I18nProvider locale="en" messages={[messages]}>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </I18nProvider>,
);
