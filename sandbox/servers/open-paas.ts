/**
 * The part of PaaS 2.0's database that BlueKing PaaS 3.0 reads and writes, with the columns that Django makes of the models in
 * TencentBlueKing/legacy-bk-paas. One statement a line, each harmless when repeated.
 */
export function openPaasStatements(characterSet: string): string[] {
  const table = (name: string, columns: readonly string[]): string =>
    `CREATE TABLE IF NOT EXISTS open_paas.${name} (id INT AUTO_INCREMENT PRIMARY KEY, ${columns.join(", ")}) ` +
    `CHARACTER SET ${characterSet};`;
  return [
    `CREATE DATABASE IF NOT EXISTS open_paas CHARACTER SET ${characterSet};`,
    table("paas_app", [
      "code VARCHAR(30) NOT NULL UNIQUE",
      "name VARCHAR(20) NOT NULL",
      "state SMALLINT NOT NULL",
      "created_date DATETIME NOT NULL",
    ]),
    "INSERT IGNORE INTO open_paas.paas_app (id, code, name, state, created_date) " +
      "VALUES (1, 'bk_sample', 'Sample', 4, '2020-01-01 00:00:00');",
    table("esb_app_account", [
      "app_code VARCHAR(30) NOT NULL UNIQUE",
      "app_token VARCHAR(128) NOT NULL",
      "introduction LONGTEXT NOT NULL",
      "created_time DATETIME(6) NOT NULL",
    ]),
    table("esb_function_controller", [
      "func_code VARCHAR(64) NOT NULL UNIQUE",
      "func_name VARCHAR(64) NOT NULL",
      "switch_status TINYINT(1) NOT NULL",
      "wlist LONGTEXT",
      "func_desc LONGTEXT",
      "created_time DATETIME(6) NOT NULL",
    ]),
    "INSERT IGNORE INTO open_paas.esb_function_controller " +
      "(id, func_code, func_name, switch_status, wlist, func_desc, created_time) VALUES " +
      "(1, 'user_auth::skip_user_auth', 'Skip user authentication', 1, 'bk_paas_log_alert', '', '2020-01-01 00:00:00');",
  ];
}
