/* The room's stand-in for icuuc.dll, which Windows has had in System32 since 2017 and Wine has not. Qt's Core asks it
   for converters of encodings other than Unicode's. This one says that there are none, and Qt goes on without. It never
   goes into a package: contents.py keeps it out and a test looks. */
#define TELL __declspec(dllexport)
enum { NO_SUCH_CONVERTER = 4, NOT_ALLOWED = 1 };

TELL void *ucnv_open(const char *name, int *error) { if (error) *error = NO_SUCH_CONVERTER; return 0; }
TELL void ucnv_close(void *converter) {}
TELL void ucnv_reset(void *converter) {}
TELL signed char ucnv_getMaxCharSize(const void *converter) { return 1; }
TELL const char *ucnv_getName(const void *converter, int *error) { if (error) *error = NOT_ALLOWED; return 0; }
TELL void ucnv_toUnicode(void *c, void *t, const void *tl, void *s, const void *sl, void *o, signed char f, int *error) { if (error) *error = NOT_ALLOWED; }
TELL void ucnv_fromUnicode(void *c, void *t, const void *tl, void *s, const void *sl, void *o, signed char f, int *error) { if (error) *error = NOT_ALLOWED; }
TELL int ucnv_toUCountPending(const void *converter, int *error) { return 0; }
TELL int ucnv_fromUCountPending(const void *converter, int *error) { return 0; }
TELL int ucnv_countAvailable(void) { return 0; }
TELL const char *ucnv_getAvailableName(int number) { return 0; }
TELL const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { if (error) *error = NO_SUCH_CONVERTER; return 0; }
TELL void ucnv_getToUCallBack(const void *c, void **action, const void **context) { if (action) *action = 0; if (context) *context = 0; }
TELL void ucnv_getFromUCallBack(const void *c, void **action, const void **context) { if (action) *action = 0; if (context) *context = 0; }
TELL void ucnv_setToUCallBack(void *c, void *action, const void *context, void **former, const void **formerContext, int *error) {}
TELL void ucnv_setFromUCallBack(void *c, void *action, const void *context, void **former, const void **formerContext, int *error) {}
TELL void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
TELL void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
TELL void ucnv_cbFromUWriteUChars(void *args, const void *source, int offset, int *error) { if (error) *error = NOT_ALLOWED; }
TELL void ucnv_cbToUWriteUChars(void *args, const void *source, int length, int offset, int *error) { if (error) *error = NOT_ALLOWED; }

int __stdcall DllMainCRTStartup(void *library, unsigned reason, void *reserved) { return 1; }
