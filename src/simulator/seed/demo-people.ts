export type DemoPerson = {
  userName: string;
  givenName: string;
  familyName: string;
  email: string | null;
  disabled?: true;
};

/** Given names and family names; the user name is both in lower case, without accents. */
const names = [
  "Amira Haddad",
  "Tomás Reyes",
  "Yuki Tanaka",
  "Grace Okafor",
  "Liam Murphy",
  "Sofia Rossi",
  "Noah Williams",
  "Ingrid Larsen",
  "Priya Sharma",
  "Mateo Garcia",
  "Chloé Dubois",
  "Jonas Weber",
  "Fatima Zahra",
  "Oliver Smith",
  "Emma Johansson",
  "Wei Chen",
  "Anna Kowalska",
  "Daniel Cohen",
  "Leila Farouk",
  "Marcus Brown",
  "Siobhan O'Neill",
  "Hannah Fischer",
  "Kwame Mensah",
  "Elena Petrova",
  "Lucas Silva",
  "Mei Lin",
  "Arjun Patel",
  "Isabella Costa",
  "Peter Novak",
  "Zara Khan",
  "Ethan Clark",
  "Nora Lindqvist",
  "Hiroshi Sato",
  "Olivia Martin",
  "Samir Nasser",
  "Julia Bauer",
  "Victor Hugo Almeida",
  "Aisha Bello",
  "Ben Carter",
  "Katarzyna Nowak",
  "David Kim",
  "Laura Jensen",
  "Omar Hassan",
  "Megan Evans",
  "Rafael Torres",
  "Sara Lund",
  "Ivan Horvat",
  "Thandi Nkosi",
  "George Papadopoulos",
  "Rin Nakamura",
  "Alice Thompson",
  "Yusuf Demir",
  "Clara Moreau",
  "Henrik Olsen",
  "Nina Schulz",
  "Paulo Mendes",
  "Ruth Adeyemi",
  "Stefan Ionescu",
  "Tara Singh",
  "William Jones",
] as const;

/** What each of these differs in, so that the awkward cases are always at hand. */
const withoutEmail = new Set(["kwame.mensah"]);
const disabled = new Set(["peter.novak"]);

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(" ", "-");

const personOf = (name: string): DemoPerson => {
  const parts = name.split(" ");
  const givenName = parts.slice(0, -1).join(" ");
  const familyName = parts.at(-1) ?? "";
  const userName = `${plain(givenName)}.${plain(familyName)}`;
  return {
    userName,
    givenName,
    familyName,
    email: withoutEmail.has(userName) ? null : `${userName}@acme.example`,
    ...(disabled.has(userName) ? { disabled: true } : {}),
  };
};

/** The sixty people of the demo organisation; who does what is in `demo-groups.ts`. */
export const demoPeople: readonly DemoPerson[] = names.map(personOf);
