/** Bucket names are lower case, with dashes; the names of other things need not be. */
export const bucketText = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** Where the organisation's trail is delivered. */
export const trailBucketName = (seed: string): string => `${bucketText(seed)}-org-trail`;
