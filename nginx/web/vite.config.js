// SPDX-License-Identifier: MIT
/*
 * How the pages are built. What a developer must know:
 *
 *   npm ci --ignore-scripts     exact pins; builds on Node 18 and Node 20
 *   npm run build               -> dist/ with .gz and .br beside each text file
 *   npm run build -- --outDir X --emptyOutDir     build elsewhere (read-only source)
 *   npm test                    vitest over utils and store
 *   npm run dev                 dev server; /api goes to CAPORTAL_URL
 *                               (default http://127.0.0.1:8080, see nginx/up)
 *
 * The site runs under `default-src 'self'` without unsafe-inline, unsafe-eval
 * or data: (one exception: img-src has blob:, for a picture not yet uploaded).
 * Therefore:
 *   - no style="" in a template (Vue may write it through innerHTML);
 *     :style="{…}" goes through CSSOM and is fine;
 *   - no inlined assets (assetsInlineLimit 0), no preload polyfill;
 *   - no el-watermark, el-cascader, multiple el-select, el-image-viewer, el-pagination,
 *     el-upload list, el-progress: they break the CSP or accessibility.
 *     Use components/ here (ProgressBar, DocViewer, Pagination …);
 *   - no v-html anywhere;
 *   - <select class="plain-input"> instead of el-select: its list is teleported out
 *     of the landmarks, and the plain one is lighter;
 *   - no append-to-body on el-dialog: its <header> and <footer> would be second
 *     landmarks of the page. Inside <main> they are not.
 *
 * Element Plus is imported on demand by the two plugins below; write
 * <el-button> in a template and ElMessage in a script, import nothing.
 * Its chunks load later than styles/base.css: overrides need `:root:root`
 * or two classes to win.
 */
import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import AutoImport from 'unplugin-auto-import/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { fileURLToPath } from 'node:url'
import { compress } from './scripts/compress.mjs'

const backend = process.env.CAPORTAL_URL || 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue(),
    AutoImport({ dts: false, resolvers: [ElementPlusResolver()] }),
    Components({ dts: false, dirs: ['src/components'], resolvers: [ElementPlusResolver()] }),
    compress()
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2020',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700
  },
  server: { port: 5173, proxy: { '/api': backend, '/notify': backend } },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.js'],
    server: { deps: { inline: ['element-plus'] } }
  }
})
