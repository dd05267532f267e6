import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";

// Made for this test, known nowhere. The fingerprints are those that ssh-keygen -l prints.
const ED25519 = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACDifvHkM+LeL/EG6PF3bWnk8z+1zoX4F6FCdZOyd6MxSgAAAIien0Ponp9D
6AAAAAtzc2gtZWQyNTUxOQAAACDifvHkM+LeL/EG6PF3bWnk8z+1zoX4F6FCdZOyd6MxSg
AAAEB9yARhV6ycrlJG9g3sIlEg9MIEjb9RViRbE57IQ1pYgOJ+8eQz4t4v8Qbo8XdtaeTz
P7XOhfgXoUJ1k7J3ozFKAAAAAXgBAgME
-----END OPENSSH PRIVATE KEY-----
`;
const RSA = `-----BEGIN RSA PRIVATE KEY-----
MIICXgIBAAKBgQDB2I3d8PZJP2Cz84fS6yPm0+UOJ4IZ+zJjBZOg1tvlmQeOO7TM
W9d5LG+eoB0PsH0qUxZ0BsyAQ1B7vCJVeHd+329zqZ82UmV2xsQdH8Eg95vmIoQD
ySqWvgqSu8yZhGzjG9qEC6Mi5yZ8pNVZEPWvalt7CKpt2Ub8r3AcL/0qPQIDAQAB
AoGBAITshnvGnFwmBZ3gRScw7vF+I/fMx74hLrAQRudn7mpGwZObBaOM5vjEq9XO
XZ9AmtPHHgJ6FwltH2d53uFVNjqp4qKXqdBYWeMbPNjP/2EteoHFLbwgXrdLMueA
EbosRp36HMpqtVzCQ8AFvbPsIvCZwCD8V/9bZwtYqUbYaWIBAkEA/RsFL5kWh5mt
Xz2I3MAYre3VOwTy4jz0ftlmu4geKyAlVKeT66Re+V4kJcf9J0LWN/zLQX4XfpEf
iX6kpOyTHQJBAMQQDFjp5HH8jT48457Ott5n0j6nxu1KyNusYgJyrc7qkRFlojkD
8NeQO9K2WlSGjGGlgzS+wu7IU91X+9QpKaECQQDl6/vEB19OAy5ZTD7duasxpNGE
8bPqDNFVwgvu43H0XxlKU4iuEP0trnVL1OaFGdQbvAqwDekt0otBjcfnAfmJAkA6
UmfJ3zGUcsL1O5meOPGO8SVKfBAhsDhVmE7DWae4QHCM00XRXgm7pe0Vvibas/d4
aIrCGujTrQW9dxmzP9dhAkEAs8g8R36zSqw4kzkiUOof430cSeCU7d3YJYc938e7
aGX7glgStVtHEroDhCKQmtLZvVd0cRSzpa7StZCxDaRE5w==
-----END RSA PRIVATE KEY-----
`;
const EC = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj0XbIfynq13gICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEEM0LUXcCIsGa0yF2F26EOAEgZDu
1gHIEO4jMKGzLTww0wCGdOFGwCpyPscow0KUeZkyFwYL+iWrHaMx/KZSKC6fLLUY
9bAVzFnnXC5rV5pMHh7FgmkDyGtlRGy7yt6KKdXE0Dc1UrB37Om7pw8WVj+HH5cu
e5+aU1PNxUlhtlKNl1Aq6sakbMj8YogWRcjvc75ZQxYf/waGs3CgzFfJ8axmNew=
-----END ENCRYPTED PRIVATE KEY-----
`;

const key = (privateKey: string, passphrase?: string) => ({
  kind: "ssh_key" as const,
  privateKey,
  ...(passphrase === undefined ? {} : { passphrase }),
});

test("a fingerprint is the one that git hosts show", async () => {
  expect(await fingerprintOf(key(ED25519))).toBe("SHA256:pS3faoY/YShDACi+akaxYXsGevYZvD0qtl3Fg+0G9os");
  expect(await fingerprintOf(key(RSA))).toBe("SHA256:fTww9v2euIJ2/52XbCgVvuDV1JkYXuPH7OkQgXskOcA");
  expect(await fingerprintOf(key(EC, "geheim"))).toBe("SHA256:aZFSHTtTICsGGqBavtz2bIMzxBqZ3OQadziuWCL4aLU");
});

test("a key that ssh cannot use, or that does not open, is refused at its field", async () => {
  const refused = [
    [key(EC, "wrong"), "signIn.passphrase", /its passphrase does not open it/],
    [key(EC), "signIn.passphrase", /it is closed by a passphrase/],
    [key(RSA.replace("MIICXg", "MIICXa")), "signIn.privateKey", /paste all of its lines/],
  ] as const;
  for (const [given, path, words] of refused) {
    const message = expect.stringMatching(words);
    await expect(fingerprintOf(given)).rejects.toMatchObject({
      code: "invalid",
      message,
      details: { issues: [{ path, message }] },
    });
  }
});
