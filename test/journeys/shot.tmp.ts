import { launchBrowser, visit } from './browser.ts'
const browser = await launchBrowser()
const { page, close } = await visit(browser, process.argv[2]!, { viewport: { width: 1280, height: 900 } })
await page.waitForTimeout(1500)
await page.screenshot({ path: '/tmp/shot1.png' })
const inputs = page.locator('input'); console.log(await inputs.count(), page.url())
if (await inputs.count() >= 2) { await inputs.nth(0).fill('19900000003'); await inputs.nth(1).fill('lianmeng-2026'); await page.keyboard.press('Enter'); await page.waitForTimeout(2500) }
await page.screenshot({ path: '/tmp/shot2.png' })
await close(); await browser.close()
