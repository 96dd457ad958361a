const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether this can be the id of something of ours; anything else is nobody's id and never reaches the database. */
export const isUuid = (text: string): boolean => uuid.test(text);
