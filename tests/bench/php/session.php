<?php
// SPDX-License-Identifier: MIT
// GET /api/session as one would write it in PHP: the statements of our worker
// in the same order, persistent connection, the same object as the answer.
// http.sh makes BENCH_HOUSE: statements, socket, names, constants.
$house = require getenv('BENCH_HOUSE');

function base32(string $bytes): string
{
	static $alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	$out = '';
	$acc = $have = 0;
	for ($i = 0, $n = strlen($bytes); $i < $n; $i++) {
		$acc = ($acc << 8 | ord($bytes[$i])) & 0xffff;
		for ($have += 8; $have >= 5; $have -= 5)
			$out .= $alphabet[$acc >> ($have - 5) & 31];
	}
	return $have > 0 ? $out . $alphabet[$acc << (5 - $have) & 31] : $out;
}

function answer(int $status, array $o): never
{
	$text = json_encode($o, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
	http_response_code($status);
	header('Content-Type: application/json');
	header('Cache-Control: no-store');
	header('Content-Length: ' . strlen($text));
	echo $text;
	exit;
}

$now = time();
$token = $_COOKIE['__Host-sid'] ?? '';
$db = new PDO("mysql:unix_socket={$house['socket']};dbname={$house['db']};charset=utf8mb4", 'root', '', [
	PDO::ATTR_PERSISTENT => true,
	PDO::ATTR_EMULATE_PREPARES => $house['emulate'],
	PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
	PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
]);
$open = $db->prepare($house['open']);
$open->execute([hash('sha256', $token, true), $now, $now - 1800, $now - 7200]);
$rows = $open->fetchAll();
$s = $rows[0] ?? null;
if ($s === null)
	answer(401, ['code' => 'login']);
$list = $db->prepare($house['identities']);
$list->execute([$s['person_id']]);

$identities = [];
foreach ($list as $i)
	$identities[] = [
		'pid' => base32($i['pid']), 'type' => $i['type'], 'type_words' => $i['type_words'],
		'state' => $i['state'],
		'company' => ['pid' => base32($i['company_pid']), 'name' => $i['company']],
	];
$rights = array_unique(array_merge([$s['kind']], array_column($rows, 'role_right'),
	array_column($rows, 'identity_right')));
answer(200, [
	'signed_in' => true,
	'environment' => 'test',
	'channel' => $house['channel'],
	'account' => [
		'pid' => base32($s['account_pid']), 'username' => $s['username'], 'name' => $s['name'],
		'kind' => $s['kind'], 'must_change' => (bool)$s['must_change'],
	],
	'point' => null,
	'identities' => $identities,
	'identity' => base32($s['identity_pid']),
	'company' => ['pid' => base32($s['company_pid']), 'name' => $s['company'], 'channel' => $s['channel']],
	'roles' => [],
	'rights' => array_values(array_filter($rights)),
	'csrf' => rtrim(strtr(base64_encode(hash_hmac('sha256', 'sid:' . bin2hex($s['token_hash']),
		$house['key'], true)), '+/', '-_'), '='),
]);
