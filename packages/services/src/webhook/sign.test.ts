import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { newWebhookSecret, sign, signatureHeaders } from "./sign.ts";

// The example of the Standard Webhooks reference libraries.
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const MESSAGE = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };

test("a message is signed as the specification says", () => {
  expect(sign(MESSAGE, SECRET)).toBe("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  const other = "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
  const byNode = createHmac("sha256", Buffer.alloc(32, 7)).update("msg_1.5.ü").digest("base64");
  expect(signatureHeaders({ id: "msg_1", timestamp: 5, body: "ü" }, [other])).toEqual({
    "webhook-id": "msg_1",
    "webhook-timestamp": "5",
    "webhook-signature": `v1,${byNode}`,
  });
  expect(signatureHeaders(MESSAGE, [other, SECRET])["webhook-signature"]).toMatch(
    /^v1,\S+ v1,g0hM9SsE\+OTPJTGt\/tmIKtSyZlE3uFJELVlNIOLJ1OE=$/,
  );
});

test("a secret is 32 random bytes behind its prefix", () => {
  expect(newWebhookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newWebhookSecret()).not.toBe(newWebhookSecret());
});
