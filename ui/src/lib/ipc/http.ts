// The transport of a test's browser, to the same core served on this machine.

/** Posts the request; 2xx carries the answer, anything else a Fault. */
export async function overHttp(name: string, request: unknown): Promise<unknown> {
  const response = await fetch(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw body;
  return body;
}
