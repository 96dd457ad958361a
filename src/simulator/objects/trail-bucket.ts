/** Where the organisation's trail is delivered. Bucket names are lower case; a seed need not be. */
export const trailBucketName = (seed: string): string => `${seed.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-org-trail`;
