/**
 * Who may import whom. The table below is the architecture; everything not listed is refused.
 * `test/boundaries` holds a canary that breaks one rule on purpose, so that a check which reads nothing is noticed.
 */
const ours = {
  core: [],
  contract: ["core"],
  store: ["core"],
  providers: ["core"],
  auth: ["core"],
  notify: ["core"],
  commands: ["core", "store"],
  http: ["core", "contract", "store", "auth", "commands"],
  worker: ["core", "store", "commands"],
  app: ["core", "contract", "store", "providers", "auth", "notify", "commands", "http", "worker"],
  cli: ["contract"],
  simulator: [],
  web: ["contract"],
};

/** npm packages that belong to one folder (or a few): nobody else touches them. */
const owners = {
  zod: ["contract", "http", "app", "simulator"],
  kysely: ["store"],
  pg: ["store"],
  "@electric-sql": ["store"],
  "@aws-sdk": ["providers", "simulator", "notify"],
  "@smithy": ["providers"],
  "openid-client": ["auth"],
  "@node-saml": ["auth"],
  nodemailer: ["notify"],
  hono: ["http", "simulator"],
  "@hono": ["http", "contract", "simulator", "app"],
  "pg-boss": ["worker", "store"],
  "@opentelemetry": ["app"],
};

/** Packages are owned by the folders of the server; the console declares its own. */
const source = { path: "^src/" };
const notTests = "[.]test[.]ts$";

export default {
  forbidden: [
    ...Object.entries(ours).map(([folder, allowed]) => ({
      name: `${folder}-imports`,
      severity: "error",
      comment: `${folder} may import ${allowed.length > 0 ? allowed.join(", ") : "nothing of ours"}`,
      from: { path: folder === "web" ? "^web/" : `^(src|test/boundaries)/${folder}/`, pathNot: notTests },
      to: {
        path: "^(src|test|bench|web|infra)/",
        pathNot: [
          `^(src|test/boundaries)/(${[folder, ...allowed].join("|")})/`,
          ...(folder === "app" ? ["^src/simulator/start[.]ts$"] : []),
          ...(folder === "web" ? ["^web/"] : []),
        ],
      },
    })),
    {
      name: "only-demo-starts-the-simulator",
      severity: "error",
      from: { path: "^src/app/", pathNot: "^src/app/demo[.]ts$" },
      to: { path: "^src/simulator/" },
    },
    ...Object.entries(owners).map(([name, folders]) => ({
      name: `package-${name.replace("@", "")}`,
      severity: "error",
      comment: `${name} belongs to ${folders.join(", ")}`,
      from: { ...source, pathNot: [notTests, ...folders.map((folder) => `^src/${folder}/`)] },
      to: { path: `^node_modules/${name}(/|$)`, pathNot: "^node_modules/@types/" },
    })),
    {
      name: "tracing-is-loaded-where-it-is-on",
      severity: "error",
      comment: "its SDK costs memory and a start; nobody pays for what is off",
      from: source,
      to: { path: "^src/app/tracing/otlp-tracing[.]ts$", dynamic: false },
    },
    {
      name: "console-takes-shapes-only",
      severity: "error",
      comment: "what the console takes from the contract are types: none of its code is sent to browsers",
      from: { path: "^web/src/" },
      to: { path: "^src/", dependencyTypesNot: ["type-only"] },
    },
    { name: "no-cycles", severity: "error", from: source, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
