export type DemoGroup = { name: string; description: string; members: readonly string[] };

const developers = [
  "liam.murphy",
  "sofia.rossi",
  "noah.williams",
  "chloe.dubois",
  "oliver.smith",
  "emma.johansson",
  "wei.chen",
  "anna.kowalska",
  "marcus.brown",
  "kwame.mensah",
  "elena.petrova",
  "lucas.silva",
  "mei.lin",
  "arjun.patel",
  "isabella.costa",
  "peter.novak",
  "ethan.clark",
  "hiroshi.sato",
  "olivia.martin",
  "aisha.bello",
  "ben.carter",
  "david.kim",
  "laura.jensen",
  "rafael.torres",
  "rin.nakamura",
] as const;

/** The groups of the demo organisation and who is in them. */
export const demoGroups: readonly DemoGroup[] = [
  { name: "stint-admins", description: "Run Stint itself", members: ["grace.okafor", "tomas.reyes"] },
  {
    name: "stint-auditors",
    description: "Read everything, change nothing",
    members: ["ingrid.larsen", "daniel.cohen"],
  },
  {
    name: "platform-team",
    description: "Owns the shared platform accounts",
    members: ["tomas.reyes", "jonas.weber", "priya.sharma", "hannah.fischer", "samir.nasser", "ivan.horvat"],
  },
  {
    name: "platform-leads",
    description: "Answer for the platform accounts",
    members: ["tomas.reyes", "priya.sharma"],
  },
  {
    name: "payments-engineers",
    description: "Build and run payments",
    members: [
      "amira.haddad",
      "liam.murphy",
      "sofia.rossi",
      "siobhan.o'neill",
      "kwame.mensah",
      "yuki.tanaka",
      "peter.novak",
    ],
  },
  {
    name: "payments-leads",
    description: "Answer for the payments accounts",
    members: ["yuki.tanaka", "mateo.garcia"],
  },
  {
    name: "security-team",
    description: "Watches and responds",
    members: ["daniel.cohen", "leila.farouk", "zara.khan", "victor-hugo.almeida"],
  },
  {
    name: "sre-oncall",
    description: "Whoever carries the pager",
    members: ["jonas.weber", "hannah.fischer", "ethan.clark", "nora.lindqvist", "omar.hassan"],
  },
  {
    name: "data-team",
    description: "Analytics and pipelines",
    members: ["fatima.zahra", "julia.bauer", "megan.evans", "nina.schulz", "tara.singh"],
  },
  { name: "developers", description: "Everyone who writes software", members: developers },
  {
    name: "mobile-team",
    description: "The mobile applications",
    members: ["chloe.dubois", "wei.chen", "mei.lin", "rin.nakamura"],
  },
  {
    name: "search-team",
    description: "Search and recommendations",
    members: ["oliver.smith", "anna.kowalska", "arjun.patel", "david.kim"],
  },
  {
    name: "finance",
    description: "Budgets and bills",
    members: ["alice.thompson", "george.papadopoulos", "clara.moreau"],
  },
  { name: "network-team", description: "Connectivity between accounts", members: ["henrik.olsen", "stefan.ionescu"] },
  {
    name: "contractors",
    description: "Outside help, for a while",
    members: ["paulo.mendes", "yusuf.demir", "ruth.adeyemi"],
  },
];
