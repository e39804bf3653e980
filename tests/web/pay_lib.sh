# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034,SC2154
#
# Sourced by the payment stories after lib.sh.  A few lines of node stand where
# nginx stands, so that the clerk posts its notify to a real port.

gate_js='
const http = require("http"), { spawn } = require("child_process"), fs = require("fs")
const [client, socket, said] = process.argv.slice(1)
http.createServer((q, a) => {
	const parts = []
	q.on("data", d => parts.push(d)).on("end", () => {
		const args = [socket, q.method, q.url, "-T", q.headers["content-type"] || "", "-d", Buffer.concat(parts).toString()]
		for (const h of ["sandbox-timestamp", "sandbox-nonce", "sandbox-signature"])
			if (q.headers[h]) args.push("-H", h + ": " + q.headers[h])
		fs.appendFileSync(said + ".notify", JSON.stringify({ headers: q.headers, body: Buffer.concat(parts).toString() }) + "\n")
		let out = ""
		spawn(client, args).on("close", () => { a.statusCode = Number(/^Status: (\d+)/.exec(out)?.[1] || 502); a.end() })
			.stdout.on("data", d => { out += d })
	})
}).listen(0, "127.0.0.1", function () { fs.writeFileSync(said, String(this.address().port)) })'

port_file=$(mktemp "${TMPDIR:-/tmp}/caportal-port.XXXXXX")
rm "$port_file"

is()	{ [ "$(json "$1")" = "$2" ]; }
sql()	{ db_sql "$db" -e "$1"; }

# sign_in USER [TOTP]: a browser of its own; afterwards `me` calls.
sign_in()
{
	local body_in
	call GET '/api/agreements?event=LOGIN'
	local ticks
	ticks=$(json items | node -e 'console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(i=>i.pid)))')
	visitor
	body_in="{\"username\":\"$1\",\"password\":\"qinghe-bridge-42\",\"totp\":\"${2:-}\",\"agreements\":$ticks}"
	pool=login
	as_visitor POST /api/session -d "$body_in"
	pool=web
	cookie=$(header Set-Cookie | sed 's/;.*//' | paste -sd ';')
	csrf=$(json csrf)
}

key()	{ cat /proc/sys/kernel/random/uuid; }
send()	{ as_visitor POST "$1" -d "$2" -H "Idempotency-Key: ${3:-$(key)}"; }

# pay_house NAME [SETTING...]: house, gate, demo data and clerk.
pay_house()
{
	house "$1" "workers_web = 2" "workers_slow = 1" "workers_login = 1" \
	    "site_origin = http://127.0.0.1:8080" "notify_url = http://127.0.0.1:1/notify/sandbox" "${@:2}"
	node -e "$gate_js" "$client" "$dir/run/web.sock" "$port_file" &
	gate=$!
	trap 'kill $gate 2>/dev/null; rm -f "$port_file" "$port_file.notify"; house_end' EXIT
	wait_until 5 test -s "$port_file"
	sed -i "s#^notify_url.*#notify_url = http://127.0.0.1:$(cat "$port_file")/notify/sandbox#" "$dir/caportal.conf"
	admin demo >/dev/null
	clerk_start
}

# An order as submission leaves it.
order()
{
	sql "INSERT INTO orders (pid, no, draft_id, account_id, buyer, company_id, company,
	    person_id, holder, channel, service, lock_type, medium, vendor, years, state, traits,
	    reviewers, way, tariff_id, policy_id, fen, price_lines, data, paper_scope, pay_word,
	    review_word, ship_word, version, created_at, pay_due_at, updated_at)
	    SELECT UNHEX('$1'), '$2', 0, a.id, a.name, i.company_id, c.name, a.person_id, a.name,
	    'MAIN', 'new', 'PROJECT', 'UKEY', 'CFCA', 1, 'UNPAID', 11, 1, 'NONE', 1, 1, 75000,
	    '[]', '{}', 'x', 'UNPAID', 'WAIT_PAY', 'NONE', 1, UNIX_TIMESTAMP(),
	    UNIX_TIMESTAMP() + 200000, UNIX_TIMESTAMP()
	    FROM account a JOIN identity i ON i.person_id = a.person_id
	    JOIN company c ON c.id = i.company_id WHERE a.username = 'jia' LIMIT 1"
	node -e '
	const b = Buffer.from(process.argv[1], "hex"), abc = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	let bits = "", out = ""
	for (const x of b) bits += x.toString(2).padStart(8, "0")
	for (let i = 0; i < bits.length; i += 5) out += abc[parseInt(bits.slice(i, i + 5).padEnd(5, "0"), 2)]
	console.log(out)' "$1"
}
