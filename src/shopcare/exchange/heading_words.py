"""The words that tills and shops write over their columns, by field.

The better word stands first: where two columns claim one field, the earlier word wins, and the
other column is reported. Words are written as ``plain_heading`` folds them.
"""

from collections.abc import Mapping

PERSON_WORDS: Mapping[str, str] = {
    "name": (
        "姓名 名字 名称 name fullname 顾客 客户 会员 客人 买家 购买人 购货人 收货人 业主 "
        "联系人 customer client member buyer contact contactname 称呼"
    ),
    "number": (
        "会员号 会员卡号 会员编号 会员编码 会员代码 卡号 会员id 会员no 客户编号 客户编码 "
        "客户号 客户代码 顾客编号 顾客号 顾客编码 memberno membernumber memberid "
        "membershipno membershipnumber member# cardno cardnumber customerno customernumber "
        "customerid customercode customer# vipno vip号 vip卡号 贵宾卡号 档案号 档案编号 "
        "accountno"
    ),
    "phones": (
        "手机 手机号 手机号码 移动电话 电话 电话号码 联系电话 联系方式 联系手机 座机 座机号 "
        "固定电话 固话 家庭电话 住宅电话 宅电 家电话 办公电话 单位电话 公司电话 备用电话 "
        "其他电话 其它电话 备用手机 手机电话 电话手机 mobile mobileno mobilenumber "
        "mobilephone cell cellphone cellno phone phoneno phonenumber tel telno telephone "
        "telephonenumber landline landlineno homephone workphone officephone contactnumber "
        "contactno contactphone otherphone"
    ),
}
"""In lists of customers and of sales."""

CUSTOMER_WORDS: Mapping[str, str] = {
    "address": (
        "地址 详细地址 住址 家庭住址 家庭地址 联系地址 通讯地址 通信地址 收货地址 送货地址 "
        "居住地址 住所 address homeaddress streetaddress mailingaddress deliveryaddress"
    ),
    "birthday": (
        "生日 出生日期 出生年月日 出生年月 阳历生日 公历生日 新历生日 生日日期 出生 诞辰 "
        "birthday birthdate dateofbirth dob bday solarbirthday"
    ),
    "lunar_birthday": "农历生日 阴历生日 旧历生日 lunarbirthday",
    "birthday_calendar": (
        "历法 生日历法 生日类型 生日类别 阴阳历 农历公历 公历农历 阳历阴历 阴历阳历 "
        "calendar birthdaycalendar birthdaytype 是否农历 农历"
    ),
    "key_account": (
        "重点客户 是否重点客户 重点顾客 大客户 是否大客户 重要客户 vip vip客户 是否vip "
        "keyaccount keycustomer iskeyaccount keyclient"
    ),
    "level": (
        "会员等级 会员级别 会员类型 会员类别 等级 级别 客户等级 客户级别 客户类型 客户类别 "
        "客户分类 顾客等级 顾客类型 卡类型 卡级别 卡等级 level tier grade memberlevel "
        "membertype membertier customertype customerlevel customergroup"
    ),
    "prefers": "首选电话 首选号码 优先电话 preferredphone prefers callon",
    "call_hours": (
        "回访时间 回访时段 方便时间 可致电时间 接听时间 联系时间 callhours calltimes besttimetocall"
    ),
    "no_calls": (
        "不回访 不再回访 请勿回访 请勿致电 勿扰 免打扰 拒绝回访 nocalls donotcall dnc nocall"
    ),
    "remark": (
        "备注 备注说明 备注信息 附注 说明 其他说明 remark remarks note notes comment comments memo"
    ),
}
"""In lists of customers only."""

PURCHASE_WORDS: Mapping[str, str] = {
    "receipt_number": (
        "小票号 小票编号 小票单号 票号 单号 销售单号 销售单 销售单编号 订单号 订单编号 "
        "订单号码 单据号 单据编号 凭证号 流水号 交易号 交易流水号 发票号 发票号码 开单号 "
        "receipt receiptno receiptnumber receiptid receipt# invoice invoiceno invoicenumber "
        "invoice# order orderno ordernumber orderid order# ticketno transactionno "
        "transactionid salesno saleno billno docno"
    ),
    "sold_on": (
        "销售日期 购买日期 销售时间 购买时间 开单日期 开单时间 成交日期 成交时间 交易日期 "
        "交易时间 下单日期 下单时间 订单日期 消费日期 消费时间 售出日期 单据日期 业务日期 "
        "日期 时间 soldon saledate salesdate dateofsale dateofpurchase purchasedate "
        "purchasedon orderdate invoicedate receiptdate transactiondate boughton date "
        "datetime"
    ),
    "handed_over_on": (
        "取货日期 取镜日期 交付日期 提货日期 取件日期 取货时间 取镜时间 交付时间 提货时间 "
        "送货日期 送货时间 交货日期 发货日期 配送日期 收货日期 取走日期 handedover "
        "handedoveron pickedup pickedupon pickupdate collected collectedon collectiondate "
        "delivered deliveredon deliverydate datedelivered datecollected"
    ),
    "category": (
        "品类 类别 商品类别 商品分类 分类 大类 产品类别 产品分类 货品类别 商品类型 产品类型 "
        "种类 category productcategory itemcategory producttype itemtype department class"
    ),
    "product": (
        "商品名称 商品 品名 产品名称 产品 货品名称 货品 物品 物品名称 商品描述 货物名称 "
        "名称 项目 product productname item itemname itemdescription description goods "
        "article"
    ),
    "brand": "品牌 牌子 商标 brand make",
    "model": "型号 商品型号 产品型号 款号 款式 货号 model modelno modelnumber style styleno",
    "spec": "规格 规格型号 商品规格 尺寸 尺码 度数 光度 容量 spec specs specification size",
    "lot": (
        "批号 批次 批次号 生产批号 色号 颜色 花色 lot lotno lotnumber batch batchno "
        "batchnumber color colour colorno colourno colournumber shade"
    ),
    "quantity": ("数量 销售数量 购买数量 件数 面积 qty quantity count pieces pcs units unitssold"),
    "unit": "单位 计量单位 销售单位 unit uom unitofmeasure",
    "amount": (
        "实收金额 实收 实付金额 实付 实收款 成交金额 成交额 折后金额 金额 销售金额 小计 "
        "小计金额 总金额 总价 总额 合计 合计金额 amountpaid paid netamount amount linetotal "
        "total subtotal totalamount totalprice salesamount"
    ),
    "unit_price": "成交单价 实际单价 折后单价 单价 售价 销售单价 价格 unitprice price rate",
    "sale_kind": (
        "销售类型 销售类别 销售方式 销售性质 价格类型 类型 salekind saletype salestype "
        "pricetype kind type"
    ),
    "seller": (
        "营业员 销售员 导购 导购员 销售人员 店员 业务员 验光师 顾问 销售顾问 美容师 经手人 "
        "销售人 售货员 操作员 开单人 收银员 员工 seller salesperson salesman salesrep staff "
        "soldby servedby assistant associate clerk employee cashier"
    ),
    "shelf_life_until": (
        "有效期至 保质期至 有效期 保质期 到期日 到期日期 失效日期 失效期 限用日期 "
        "限期使用日期 有效日期 保质期到 shelflife shelflifeuntil expiry expirydate expires "
        "expireson expirationdate useby bestbefore"
    ),
    "warranty_card": (
        "保修卡 质保卡 保修卡号 质保卡号 有无保修卡 是否有保修卡 三包卡 保修凭证 "
        "warrantycard warranty warrantyno warrantycardno"
    ),
}
"""In lists of sales only."""

OWNERS = (
    "会员 顾客 客户 客人 用户 买家 购买人 购货人 收货人 联系人 业主 消费者 客 customer member "
    "client buyer contact guest"
)
"""Words that may stand before 姓名, 电话, 地址 … without changing the field."""
