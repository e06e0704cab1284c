/* For the rig only, never in a release: Windows has its own icuuc.dll since 2019, Wine 8 has none.
   Qt6Core asks it for old encodings by name; "there is none" is an answer that Qt expects. */

typedef int UErrorCode;
#define U_FILE_ACCESS_ERROR 4
#define EXPORT __declspec(dllexport)

EXPORT void *ucnv_open(const char *name, UErrorCode *error)
{
    (void)name;
    *error = U_FILE_ACCESS_ERROR;
    return 0;
}

EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int n) { (void)n; return 0; }

EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, UErrorCode *error)
{
    (void)name; (void)standard;
    *error = U_FILE_ACCESS_ERROR;
    return 0;
}

/* Without an open converter none of these is ever called. */
#define NEVER_CALLED(name) EXPORT int name(void) { return 0; }
NEVER_CALLED(ucnv_close)
NEVER_CALLED(ucnv_reset)
NEVER_CALLED(ucnv_getName)
NEVER_CALLED(ucnv_getMaxCharSize)
NEVER_CALLED(ucnv_fromUnicode)
NEVER_CALLED(ucnv_toUnicode)
NEVER_CALLED(ucnv_fromUCountPending)
NEVER_CALLED(ucnv_toUCountPending)
NEVER_CALLED(ucnv_getFromUCallBack)
NEVER_CALLED(ucnv_setFromUCallBack)
NEVER_CALLED(ucnv_getToUCallBack)
NEVER_CALLED(ucnv_setToUCallBack)
NEVER_CALLED(ucnv_cbFromUWriteUChars)
NEVER_CALLED(ucnv_cbToUWriteUChars)
NEVER_CALLED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER_CALLED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
