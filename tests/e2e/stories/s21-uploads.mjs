// SPDX-License-Identifier: MIT
/*
 * S21: what the upload of a scan takes, by size, by type, by content. The old
 * road (ANSHAN) prints 200 KB to 2048 KB and takes BMP; the new one (MAIN)
 * takes PDF and no BMP. Server and page both check; the page is asked here.
 */
import { signIn, openApplication, toPapers, makePaper, uploadScan, BASE } from '../lib/acts.mjs'
import { png, bmp, bomb, grown, fileOf } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S21 uploads'

const KB = 1024
const sheet = png(600, 800, Buffer.alloc(600 * 800 * 3, 0xee))
const sized = kb => fileOf(kb + 'KB.png', grown(sheet, kb * KB))
const page = `<!DOCTYPE html><title>x</title><script>alert(1)</script>${' '.repeat(300 * KB)}`

async function begin(p, user, person) {
  await signIn(p, user)
  await openApplication(p, person, BASE.slice(0, 3))
  await toPapers(p)
  p.form = await makePaper(p)
}

/* The draft is not left behind for other stories. */
async function dropDraft(p, person) {
  await p.go('/my/certs')
  await p.click('button', '删除草稿 ' + person)
  await p.click('button', '删除', { within: '[role=dialog]' })
  await p.sees('草稿已删除')
}

const refused = async (p, name, file, words, status) => {
  if (status) p.expect(status)
  await p.upload(name + '的申请表扫描件', file)
  await p.sees(words)
  p.complaints.length = 0
  p.expect()
}

export async function tell(t) {
  const old = await t.person('鞍山管理员')

  await t.clause('an enterprise of ANSHAN comes to the upload page', async () => {
    await begin(old, 'anshan', '吴桂芳')
    await old.sees('200KB至2048KB')
    await t.looks(old, 'anshan-empty')
  })
  await t.clause('199 KB is refused and says so beside the field', async () => {
    await refused(old, '吴桂芳', sized(199), '文件大小为199 KB，小于200 KB')
    await t.looksBoth(old, 'too-small')
  })
  await t.clause('200 KB is taken', async () => uploadScan(old, '吴桂芳', sized(200)))
  await t.clause('2048 KB is taken', async () => {
    await old.upload('吴桂芳的申请表扫描件', sized(2048))
    await old.sees('2048KB.png')
    await old.find('button', '查看吴桂芳的申请表扫描件')
    await t.looks(old, 'anshan-taken')
  })
  await t.clause('2049 KB is refused, and the scan before it stays', async () => {
    await refused(old, '吴桂芳', sized(2049), '文件大小为2049 KB，超过了2048 KB')
    await old.sees('2048KB.png')
    await t.looks(old, 'too-large')
  })
  await t.clause('a BMP is taken on ANSHAN', async () => {
    await old.upload('吴桂芳的申请表扫描件', fileOf('扫描.bmp', bmp(600, 800)))
    await old.sees('扫描.bmp')
    await old.find('button', '查看吴桂芳的申请表扫描件')
    await old.seesNot('超过了')
  })
  await t.clause('a .jpg that is a PDF is refused by its content', async () => {
    const pdf = Buffer.concat([old.form, Buffer.alloc(Math.max(0, 250 * KB - old.form.length), 0x20)])
    await refused(old, '吴桂芳', fileOf('申请表.jpg', pdf), '只能上传JPG、PNG、BMP格式的文件', 415)
    await t.looks(old, 'pdf-as-jpg')
  })
  await t.clause('a .jpg that is HTML is refused by its content', async () => {
    await refused(old, '吴桂芳', fileOf('申请表.jpg', Buffer.from(page)), '不是可识别的图片', 415)
  })
  await t.clause('a picture of 10,000 × 10,000 points is refused', async () => {
    await refused(old, '吴桂芳', fileOf('大图.png', grown(bomb(10000), 300 * KB)), '图片尺寸过大', 415)
    await t.looks(old, 'bomb')
  })
  await t.clause('after all refusals the last good scan is still there', async () => {
    await old.sees('扫描.bmp')
    await old.page.reload()
    await old.sees('扫描.bmp')
    const rows = sql(`SELECT COUNT(*) FROM file WHERE width >= 10000`)
    if (rows[0][0] !== '0') throw new Error('the bomb was stored')
    await dropDraft(old, '吴桂芳')
  })

  const main = await t.person('管理员')
  await t.clause('on MAIN a BMP is refused, with the types that are taken', async () => {
    await begin(main, 'jinzhou', '周海燕')
    await refused(main, '周海燕', fileOf('扫描.bmp', bmp(600, 800)), '文件格式应为JPG、PNG、PDF，您选择的是“扫描.bmp”')
    await t.looks(main, 'main-bmp')
  })
  await t.clause('on MAIN a .jpg that is a PDF is refused, the same bytes as .pdf are taken', async () => {
    await refused(main, '周海燕', fileOf('申请表.jpg', main.form), '文件内容与扩展名不一致，实际内容为PDF', 415)
    await main.upload('周海燕的申请表扫描件', fileOf('申请表.pdf', main.form))
    await main.sees('申请表.pdf')
    await main.find('button', '查看周海燕的申请表扫描件')
    await t.looks(main, 'main-pdf')
  })
  await t.clause('on MAIN a .jpg that is HTML is refused', async () => {
    await refused(main, '周海燕', fileOf('申请表.jpg', Buffer.from(page)), '不是可识别的图片', 415)
    await dropDraft(main, '周海燕')
  })
}
