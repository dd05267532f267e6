/** One event as a receiver gets it. `timestamp` is when it happened. Source: the Standard Webhooks specification, payload. */
export interface WebhookMessage {
  type: string;
  timestamp: string;
  data: Readonly<Record<string, unknown>>;
}

/** The bytes that are signed and sent: the same in every attempt. */
export function messageBody({ kind, at, data }: { kind: string; at: Date; data: Record<string, unknown> }): string {
  const message: WebhookMessage = { type: kind, timestamp: at.toISOString(), data };
  return JSON.stringify(message);
}

/** Words for an answer that is not 2xx. */
export function refusalOf(status: number): string {
  return status >= 300 && status < 400
    ? `the receiver answered ${status}; redirects are not followed, so enter the address that it leads to`
    : `the receiver answered ${status}`;
}
