/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

#include <string.h>

#include "modules/account/account.h"
#include "modules/base/crypto.h"
#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "modules/company/company.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"
#include "modules/service/demo.h"
#include "modules/service/import.h"

#define TITLES	"类型,统一社会信用代码,单位名称,注册地,住所,姓名,身份证号,手机号,身份,用户名," \
	"证书厂商,锁类型,证书序列号,生效日期,到期日期,关联平台,介质序列号\n"
#define CODE	"91210702MA0DEM0214"
#define COMPANY	"企业," CODE ",\"锦州, \"\"古塔\"\"公司\",辽宁省/锦州市/古塔区,解放路20号,,,,,,,,,,,,\n"
#define SUN	"人员," CODE ",,,,孙立军,210702197903120006,+86 13800000011,管理员,sun,,,,,,,\n"
#define ZHOU	"人员," CODE ",,,,周海燕,210702199111220008,13800000012,项目负责人,,,,,,,,\n"
#define BING	"人员," CODE ",,,,陈晓梅,,,造价师,,,,,,,,\n"
#define LOCK	"证书," CODE ",,,,,210702197903120006,,,,BJCA,MAIN,2000de02:00000001," \
	"2021-03-01,2022-02-28,LNJS|锦州市公共资源平台、LNZB,JK2-000002\n"

static struct import im;
static char report[8192], secrets[4096];

static void
run(const char *csv, const char *password)
{
	memset(report, 0, sizeof(report));
	memset(secrets, 0, sizeof(secrets));
	im = (struct import){ .password = password,
	    .in = fmemopen((void *)(uintptr_t)csv, strlen(csv), "r"),
	    .report = fmemopen(report, sizeof(report), "w"),
	    .secrets = fmemopen(secrets, sizeof(secrets), "w") };
	if (import_csv(&sql_w, &im) < 0)
		fputs(sql_w.fault.words == NULL ? "?" : sql_w.fault.words, im.report);
	fclose(im.in);
	fclose(im.report);
	fclose(im.secrets);
}

static void
expect(int64_t added, int64_t known, int64_t refused)
{
	if (im.added != added || im.known != known || im.refused != refused)
		fail_msg("%s", report);
}

static void
an_enterprise_comes_with_people_and_lock(void **s)
{
	struct company c;
	struct identity admin;
	int64_t held;

	(void)s;
	SQL_NEEDED;
	run("\xEF\xBB\xBF" TITLES COMPANY SUN ZHOU BING LOCK, NULL);
	expect(5, 0, 0);
	assert_int_equal(company_find(&sql_w, CODE, &c), 1);
	assert_string_equal(c.name, "锦州, \"古塔\"公司");
	assert_string_equal(c.city, "JZ");
	assert_string_equal(c.channel, "MAIN");
	assert_int_equal(identity_admin(&sql_w, c.id, &admin), 1);
	sql_ok(cert_held(&sql_w, c.id, "MAIN", "UKEY", &held));
	assert_int_equal(held, 1);
}

static void
numbers_are_sealed_and_in_no_report(void **s)
{
	DB_SQL(open_numbers, "test.open_numbers",
	    "SELECT COUNT(*) FROM person WHERE LOCATE('21070219', id_number) > 0"
	    " OR LOCATE('138000', phone) > 0", 0, 1);
	struct person p;
	int64_t n;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_int(&sql_w, &open_numbers, &n, DB_NO_ARGS));
	assert_int_equal(n, 0);
	assert_int_equal(person_find_id_number(&sql_w, "210702197903120006", &p), 1);
	assert_string_equal(p.phone, "13800000011");
	assert_string_equal(person_id_masked(&sql_w, &p), "2107**********0006");
	assert_int_equal(person_find_phone(&sql_w, "13800000012", &p), 1);
	assert_string_equal(p.name, "周海燕");
	assert_null(strstr(report, "21070219"));
	assert_null(strstr(report, "138000"));
}

static void
complete_people_get_one_time_passwords(void **s)
{
	char username[64], name[64], company[128], password[64];
	struct account a;
	int n;

	(void)s;
	SQL_NEEDED;
	n = sscanf(secrets, "%63[^,],%63[^,],%127[^\n]", username, name, company);
	assert_int_equal(n, 3);
	assert_string_equal(username, "sun");
	snprintf(password, sizeof(password), "%s", strrchr(company, ',') + 1);
	assert_int_equal(account_find(&sql_w, "sun", &a), 1);
	assert_true(a.must_change);
	assert_true(password_ok(password, a.password));
	assert_null(strstr(secrets, "陈晓梅"));	/* incomplete: no account yet */
	assert_non_null(strstr(secrets, "周海燕"));
}

static void
the_certificate_lies_on_its_key(void **s)
{
	struct cert_platform *p;
	struct token *t;
	size_t n;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(cert_known(&sql_w, "BJCA", "2000DE0200000001"), 1);
	sql_ok(token_find(&sql_w, "JK2-000002", &t));
	assert_non_null(t);
	assert_int_equal(t->state, TOKEN_HANDED_OUT);
	sql_ok(cert_platforms(&sql_w, t->cert_id, &p, &n));
	assert_int_equal(n, 3);
	assert_string_equal(p[0].state, "ACTIVE");
}

static void
the_same_file_again_changes_nothing(void **s)
{
	(void)s;
	SQL_NEEDED;
	run(TITLES COMPANY SUN ZHOU BING LOCK, NULL);
	expect(0, 5, 0);
	assert_string_equal(secrets, "");
}

/* What people type may meet a column of codes. */
static void
chinese_is_no_credit_code_and_no_mistake_of_ours(void **s)
{
	struct company c;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(company_find(&sql_w, "锦州", &c), 0);
	assert_int_equal(sql_w.fault.code, ERR_NONE);
	sql_clear();
}

static void
an_incomplete_person_may_be_completed_later(void **s)
{
	(void)s;
	SQL_NEEDED;
	run(TITLES "人员," CODE ",,,,陈晓梅,210104198808160004,13800000003,造价师,,,,,,,,\n", NULL);
	expect(1, 0, 0);
	assert_non_null(strstr(secrets, "陈晓梅"));
}

static void
a_bad_line_says_why_and_stops_nothing(void **s)
{
	(void)s;
	SQL_NEEDED;
	run(TITLES
	    "企业,91210102MA0DEM013B,某公司,辽宁省/沈阳市/和平区,住所,,,,,,,,,,,,\n"
	    "人员," CODE ",,,,王某,210702197903120007,13800000019,管理员,,,,,,,,\n"
	    "人员," CODE ",,,,王某,210702197903120006,13800000019,项目负责人,,,,,,,,\n"
	    "人员," CODE ",,,,王二,210702198001010005,13800000019,管理员,,,,,,,,\n"
	    "人员,91210302MA0DEM03X7,,,,王三,,,项目负责人,,,,,,,,\n"
	    "证书," CODE ",,,,,210702199111220008,,,,BJCA,MAIN,77,2021-03-01,2022-02-28,LNJS,\n"
	    "证书," CODE ",,,,,210702199111220008,,,,BJCA,PROJECT,77,2021-02-30,2022-02-28,LNJS,\n"
	    "证书," CODE ",,,,,210702199111220008,,,,BJCA,PROJECT,77,2021-03-01,2022-02-28,月球,\n"
	    "发票,,,,,,,,,,,,,,,,\n"
	    "\n"
	    "证书," CODE ",,,,,210702199111220008,,,,BJCA,项目负责人锁,77AB,2021-03-01,2022-02-28,LNJS,\n",
	    NULL);
	expect(1, 0, 9);
	assert_non_null(strstr(report, "第2行 企业 某公司：未导入，统一社会信用代码不正确"));
	assert_non_null(strstr(report, "第3行 人员 王某：未导入，身份证号不正确"));
	assert_non_null(strstr(report, "第4行 人员 王某：未导入，该身份证号登记的是另一姓名"));
	assert_non_null(strstr(report, "第5行 人员 王二：未导入，该身份已存在，或企业已有管理员"));
	assert_non_null(strstr(report, "第6行 人员 王三：未导入，企业尚未导入"));
	assert_non_null(strstr(report, "第7行 证书 77：未导入，持有人不是该企业的相应人员"));
	assert_non_null(strstr(report, "第8行 证书 77：未导入，生效日期应为"));
	assert_non_null(strstr(report, "第9行 证书 77：未导入，没有平台“月球”"));
	assert_non_null(strstr(report, "第10行 发票：未导入，类型应为企业、人员或证书"));
	assert_non_null(strstr(report, "第12行 证书 77AB：已导入"));
	assert_non_null(strstr(report, "导入1行，已存在0行，未导入9行"));
}

static void
a_refused_person_leaves_nothing_behind(void **s)
{
	struct person p;
	struct account a;

	(void)s;
	SQL_NEEDED;	/* 王二 of the test before: the second administrator */
	assert_int_equal(person_find_id_number(&sql_w, "210702198001010005", &p), 0);
	run(TITLES "人员," CODE ",,,,王五,210702198001010005,13800000019,项目负责人,sun,,,,,,,\n",
	    NULL);
	expect(0, 0, 1);
	assert_int_equal(person_find_id_number(&sql_w, "210702198001010005", &p), 0);
	assert_int_equal(account_find(&sql_w, "sun", &a), 1);
}

static void
a_file_that_is_none_is_refused_whole(void **s)
{
	(void)s;
	SQL_NEEDED;
	run("", NULL);
	assert_string_equal(strtok_r(report, "\n", &(char *){ NULL }), "导入0行，已存在0行，未导入0行");
	sql_clear();
	run("类型,月亮\n", NULL);
	assert_non_null(strstr(report, "没有“月亮”这一列"));
	sql_clear();
	run(TITLES "企业,\xB0\xA2\n", NULL);		/* GBK */
	assert_non_null(strstr(report, "不是UTF-8编码"));
	sql_clear();
	run(TITLES "企业,\"abc\n", NULL);
	assert_non_null(strstr(report, "引号没有成对"));
	sql_clear();
}

static int
count_lines(const char *text)
{
	int n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

static void
demo_data_are_made_once(void **s)
{
	static char first[8192], second[8192];
	FILE *f = fmemopen(first, sizeof(first), "w");
	struct company c;
	struct account a;
	int64_t held;

	(void)s;
	SQL_NEEDED;
	sql_ok(demo_make(&sql_w, SRCDIR "/db/demo", f));
	fclose(f);
	f = fmemopen(second, sizeof(second), "w");
	sql_ok(demo_make(&sql_w, SRCDIR "/db/demo", f));
	fclose(f);
	assert_string_equal(first, second);
	assert_int_equal(count_lines(first), 2 + 9 + 12);
	assert_int_equal(company_find(&sql_w, "91210106MA0DEM048N", &c), 1);
	sql_ok(cert_held(&sql_w, c.id, "MAIN", "UKEY", &held));
	assert_int_equal(held, 0);			/* E4: E8 refuses a personal lock */
	assert_int_equal(company_find(&sql_w, "91210102MA0DEM013A", &c), 1);
	sql_ok(cert_held(&sql_w, c.id, "MAIN", "UKEY", &held));
	assert_int_equal(held, 1);
	assert_int_equal(account_find(&sql_w, "desk-dl", &a), 1);
	assert_true(a.point_id != 0 && !a.must_change);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_enterprise_comes_with_people_and_lock),
		cmocka_unit_test(numbers_are_sealed_and_in_no_report),
		cmocka_unit_test(complete_people_get_one_time_passwords),
		cmocka_unit_test(the_certificate_lies_on_its_key),
		cmocka_unit_test(the_same_file_again_changes_nothing),
		cmocka_unit_test(chinese_is_no_credit_code_and_no_mistake_of_ours),
		cmocka_unit_test(an_incomplete_person_may_be_completed_later),
		cmocka_unit_test(a_bad_line_says_why_and_stops_nothing),
		cmocka_unit_test(a_refused_person_leaves_nothing_behind),
		cmocka_unit_test(a_file_that_is_none_is_refused_whole),
		cmocka_unit_test(demo_data_are_made_once),
	};

	SQL_TEST_MAIN(tests);
}
