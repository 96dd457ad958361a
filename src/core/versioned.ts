/** What admins change: each change makes a new version, and a change that names an old one is refused. */
export type Versioned = { version: number; createdAt: Date; updatedAt: Date };
