/**
 * Loaded before Node's test runner in the process of each test file. The runner notes for every promise which test it belongs to, which is a
 * fifth of the time of what awaits much. What fails where nobody waits for it still fails its file, without the name of the test.
 */
import asyncHooks from "node:async_hooks";

const { createHook } = asyncHooks;
asyncHooks.createHook = (callbacks) => createHook({ ...callbacks, trackPromises: false });
