/** Stops the PostgreSQL of the run and deletes its data. */
export default async function tearDown(): Promise<void> {
  const { stopTestServer } = globalThis as { stopTestServer?: () => Promise<void> };
  await stopTestServer?.();
}
