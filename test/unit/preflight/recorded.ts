/** First packets of real servers, byte for byte. */
export const recorded = {
  /** MariaDB 10.11.19 of Debian 12. */
  mariadb: Buffer.from(
    "640000000a352e352e352d31302e31312e31392d4d6172696144422d302b64656231327531002f010000577a233d472f553e" +
      "00fef7080200ff81150000000000001d000000755529695a656b6c5b646651006d7973716c5f6e61746976655f7061737377" +
      "6f726400",
    "hex",
  ),
  /** MySQL 9.7.4 of Debian's unstable suite. */
  mysql: Buffer.from(
    "4b0000000a392e372e342d32008e000000013b4f726601154500ffffff0200ffdf1500000000000000000000206a1d655d70" +
      "5548267971680063616368696e675f736861325f70617373776f726400",
    "hex",
  ),
  /** What MariaDB 10.11.19 says to a host that no account is for. */
  notAllowed: Buffer.concat([
    Buffer.from("44000000ff6a04", "hex"),
    Buffer.from("Host '127.0.0.2' is not allowed to connect to this MariaDB server"),
  ]),
} as const;
