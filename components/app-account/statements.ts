import type { OtherToken } from "../../config/app-account.ts";
import { quoteName, quoteText } from "../storage/mysql/quoting.ts";
import { APP_CODE } from "./application.ts";

export interface AppAccountFacts {
  /** Name of PaaS 2.0's database. */
  readonly database: string;
  /** Secret of the application. */
  readonly token: string;
  /** What it was before: written by this program, so overwritten without a word. */
  readonly former: readonly string[];
  readonly otherToken: OtherToken;
}

/** What the ESB calls the list of applications that may act for a user without that user's login. */
const EXEMPT = "user_auth::skip_user_auth";

/** A server cuts what it quotes in an error at 200 characters. */
const PROBLEMS = {
  tables:
    "This database has no tables of the ESB of PaaS 2.0; nothing was changed. " +
    "Name the right one in mysql.databases.openPaas or set appAccount.mode to bkauth or manual.",
  token:
    `${APP_CODE} has another token in esb_app_account; nothing was changed. ` +
    "Put that token into keys.appSecret or set appAccount.otherToken to replace.",
  list:
    `The wlist of ${EXEMPT} is neither codes between commas or semicolons nor a JSON list of them; ` +
    `nothing was changed. Correct it or add ${APP_CODE} by hand.`,
} as const;

/** Ends the batch where there is a problem: outside stored programs MySQL raises no error with a text of one's own. */
const STOP_AT_PROBLEM = "SET SESSION completion_type = COALESCE(@problem, 'NO_CHAIN')";

/**
 * The statements by which PaaS 2.0 knows the application and exempts it from user authentication, for MySQL 5.7 and later
 * and MariaDB 10.4 and later. They need SELECT, INSERT and UPDATE. Run again they change nothing. Tables and the reading
 * of the list are those of PaaS 2.0 (TencentBlueKing/legacy-bk-paas: paas/esb/bkcore/migrations, esb/utils/func_ctrl.py).
 */
export function appAccountSql({ database, token, former, otherToken }: AppAccountFacts): string {
  const accounts = `${quoteName(database)}.esb_app_account`;
  const functions = `${quoteName(database)}.esb_function_controller`;
  const statements = [
    "SET NAMES utf8mb4",
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
    // Nowhere else: some clients print the statement that failed.
    `SET @token = ${quoteText(token)}`,
    ...former.map((old, index) => `SET @former_${index} = ${quoteText(old)}`),
    ...findTables(database),
    "START TRANSACTION",
    ...addRows(accounts, functions),
    ...readRows(accounts, functions, former.length),
    ...extendList(),
    findProblem(otherToken),
    STOP_AT_PROBLEM,
    ...changeRows(accounts, functions),
    "COMMIT",
  ];
  return `${HEADER}${statements.map((statement) => `${statement};\n`).join("")}`;
}

const HEADER = `\
-- The application account ${APP_CODE} of BlueKing PaaS 3.0 in the database of PaaS 2.0; holds its secret.
-- Safe to run again. Where it stops with an error, nothing was changed.
`;

function findTables(database: string): string[] {
  const found =
    `table_schema = ${quoteText(database)} ` +
    "AND table_name IN ('esb_app_account', 'esb_function_controller')";
  return [
    `SELECT IF(COUNT(*) = 2, NULL, ${quoteText(PROBLEMS.tables)}) INTO @problem FROM information_schema.tables WHERE ${found}`,
    STOP_AT_PROBLEM,
  ];
}

/** Rows that are there stay as they are, locked: of two runs at once the second waits here. */
function addRows(accounts: string, functions: string): string[] {
  return [
    `INSERT INTO ${accounts} (app_code, app_token, introduction, created_time) ` +
      `VALUES ('${APP_CODE}', @token, 'BlueKing PaaS 3.0', NOW()) ON DUPLICATE KEY UPDATE app_code = app_code`,
    `INSERT INTO ${functions} (func_code, func_name, switch_status, wlist, func_desc, created_time) ` +
      `VALUES ('${EXEMPT}', 'Skip user authentication', 1, '', '', NOW()) ON DUPLICATE KEY UPDATE func_code = func_code`,
  ];
}

/** Compared byte by byte, as the ESB does, whatever the tables' collation. */
function readRows(accounts: string, functions: string, former: number): string[] {
  const isIn = (variable: string): string =>
    `CAST(CONVERT(app_token USING utf8mb4) AS BINARY) = CAST(${variable} AS BINARY)`;
  const ours = ["@token", ...Array.from({ length: former }, (_, index) => `@former_${index}`)];
  return [
    `SELECT ${isIn("@token")}, ${ours.map(isIn).join(" OR ")} INTO @same_token, @our_token ` +
      `FROM ${accounts} WHERE app_code = '${APP_CODE}' FOR UPDATE`,
    "SELECT COALESCE(CONVERT(wlist USING utf8mb4), '') COLLATE utf8mb4_bin INTO @list " +
      `FROM ${functions} WHERE func_code = '${EXEMPT}' FOR UPDATE`,
  ];
}

/**
 * Sets `@new`, the list with the application in it, in the form that the list has. The ESB cuts at commas and semicolons and
 * keeps spaces, so a code after a space is another code, and none is written before ours.
 */
function extendList(): string[] {
  const quoted = `'"${APP_CODE}"'`;
  const appendedText = [
    `WHEN TRIM(@list) = '' THEN '${APP_CODE}'`,
    `WHEN RIGHT(@list, 1) IN (',', ';') THEN CONCAT(@list, '${APP_CODE}')`,
    `WHEN LOCATE(';', @list) > 0 AND LOCATE(',', @list) = 0 THEN CONCAT(@list, ';${APP_CODE}')`,
    `ELSE CONCAT(@list, ',${APP_CODE}')`,
  ].join(" ");
  const last = (character: string): string =>
    `CHAR_LENGTH(@list) - LOCATE('${character}', REVERSE(@list)) + 1`;
  const appendedJson = [
    `WHEN @form = 'ARRAY' AND JSON_LENGTH(@list) = 0 THEN INSERT(@list, ${last("]")}, 0, ${quoted})`,
    `WHEN @form = 'ARRAY' THEN INSERT(@list, ${last('"')} + 1, 0, CONCAT(IF(LOCATE('", ', @list) > 0, ', ', ','), ${quoted}))`,
  ].join(" ");
  return [
    "SET @form = CASE WHEN JSON_VALID(@list) THEN JSON_TYPE(@list) " +
      "WHEN LEFT(TRIM(@list), 1) IN ('[', '{') THEN 'BROKEN' ELSE 'TEXT' END",
    `SET @listed = IF(@form = 'ARRAY', LOCATE(${quoted}, @list), ` +
      `LOCATE(',${APP_CODE},', CONCAT(',', REPLACE(@list, ';', ','), ','))) > 0`,
    `SET @new = CASE WHEN @listed THEN @list ${appendedJson} ${appendedText} END`,
  ];
}

function findProblem(otherToken: OtherToken): string {
  const otherForm =
    "@form IN ('OBJECT', 'BROKEN') OR (@form = 'ARRAY' AND " +
    "NOT IF(JSON_VALID(@new), JSON_LENGTH(@new) = JSON_LENGTH(@list) + 1, FALSE))";
  const problems = [
    ...(otherToken === "refuse" ? [`WHEN NOT @our_token THEN ${quoteText(PROBLEMS.token)}`] : []),
    `WHEN NOT @listed AND (${otherForm}) THEN ${quoteText(PROBLEMS.list)}`,
  ];
  return `SET @problem = CASE ${problems.join(" ")} END`;
}

/** They ask for the problem again, because a client that is told to go on after an error comes to them. */
function changeRows(accounts: string, functions: string): string[] {
  return [
    `UPDATE ${accounts} SET app_token = @token WHERE app_code = '${APP_CODE}' AND NOT @same_token AND @problem IS NULL`,
    `UPDATE ${functions} SET wlist = @new WHERE func_code = '${EXEMPT}' AND NOT @listed AND @problem IS NULL`,
  ];
}
